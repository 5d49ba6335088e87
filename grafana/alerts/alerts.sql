-- alert: Cap nearly reached
-- for: 0s
-- severity: warning
-- above: cap_nearly_reached
-- panel-of: aiops-control-room / Budgets today
-- summary: Budget {{ $labels.Budget }} has spent {{ humanizePercentage $values.A.Value }} of its cap of {{ $labels.Day }}
SELECT name AS Budget, today AS Day, spent / cap AS value
FROM @budgets
WHERE cap > 0
ORDER BY value DESC, Budget LIMIT 100

-- alert: Cap reached
-- for: 0s
-- severity: critical
-- at-least: cap_reached
-- panel-of: aiops-failures / Refusals of budgets
-- summary: Budget {{ $labels.Budget }} has reached its cap: all of it is spent or held, or calls were refused in the last ten minutes
SELECT name AS Budget, max(share) AS value
FROM (
  -- to the nano: what is spent and held of an enforced cap
  SELECT name, if(round((spent + leased - cap) * 1e9) >= 0, greatest(1, (spent + leased) / cap), (spent + leased) / cap) AS share
  FROM @budgets
  WHERE cap > 0 AND mode = 'enforce'
  UNION ALL
  SELECT budget AS name, toFloat64(@threshold(cap_reached)) AS share
  FROM budget_refusals
  WHERE time >= now() - INTERVAL 10 MINUTE AND mode = 'enforce' AND rule = 'cap_reached'
  GROUP BY name HAVING count() > @threshold(cap_refusals)
)
GROUP BY Budget ORDER BY value DESC, Budget LIMIT 100

-- alert: Forecast over the cap
-- for: 10m
-- severity: warning
-- above: cap_forecast
-- panel-of: aiops-control-room / Budgets today
-- summary: At the pace of the last two hours, budget {{ $labels.Budget }} comes to {{ humanizePercentage $values.A.Value }} of its cap by midnight
SELECT name AS Budget, today AS Day, forecast / cap AS value
FROM @budgets
WHERE cap > 0
ORDER BY value DESC, Budget LIMIT 100

-- alert: Cost spike
-- for: 0s
-- severity: warning
-- above: cost_spike
-- panel-of: aiops-costs / Spending against the week, by agent
-- summary: In the last hour {{ $labels.Agent }} cost {{ humanize $values.A.Value }} times what an hour of its days before did
SELECT l.agent AS Agent, l.usd / greatest(w.usd, @threshold(cost_spike_floor_usd)) AS value
FROM (
  SELECT toString(AgentName) AS agent, toFloat64(ifNull(sum(CostUsd), 0)) AS usd
  FROM llm_calls WHERE Timestamp >= now() - INTERVAL 1 HOUR GROUP BY agent
) AS l
LEFT JOIN (
  -- of the hours since its first day of those seven, so that an agent of yesterday is not measured by a week
  SELECT toString(AgentName) AS agent, toFloat64(ifNull(sum(CostUsd), 0)) / (24 * dateDiff('day', min(Day), toDate(now(), 'UTC'))) AS usd
  FROM costs WHERE Day >= toDate(now(), 'UTC') - 7 AND Day < toDate(now(), 'UTC') GROUP BY agent
) AS w ON w.agent = l.agent
ORDER BY value DESC, Agent LIMIT 100

-- alert: Failure share
-- for: 5m
-- severity: critical
-- above: failure_share
-- panel-of: aiops-control-room / Failure share
-- summary: {{ humanizePercentage $values.A.Value }} of the runs of {{ $labels.Agent }} failed in the last hour
SELECT AgentName AS Agent, ServiceName AS Service, countIf(Status IN ('error', 'lost')) / count() AS value
FROM runs_since(since = now64(9) - INTERVAL 1 DAY)
WHERE LastSeenAt >= now() - INTERVAL 1 HOUR AND Status NOT IN ('running', 'waiting_approval')
GROUP BY Agent, Service HAVING count() >= @threshold(failure_min_runs)
ORDER BY value DESC, Agent, Service LIMIT 100

-- alert: New kind of failure
-- for: 0s
-- severity: warning
-- above: new_failures
-- panel-of: aiops-failures / Failures that belong together
-- summary: Runs of {{ $labels.Agent }} {{ $labels.Version }} fail by {{ $labels.Error }} in {{ $labels.Place }}, which was not seen in the week before
SELECT
  root.1 AS Error, multiIf(step.2 != '', concat('tool ', step.2), step.3 != '', concat('model ', step.3), 'the agent itself') AS Place,
  root.4 AS Agent, root.5 AS Version, toFloat64(count()) AS value
FROM (
  -- the failed spans of each run that failed: its root, which was there first where none is marked, and the step that it failed in
  SELECT
    argMin(
      (toString(ErrorType), FailingSpanId, SpanId, toString(AgentName), toString(AgentVersion), addNanoseconds(Timestamp, Duration)),
      toUnixTimestamp64Nano(Timestamp) - 4611686018427387904 * IsRunRoot) AS root,
    argMinIf(SpanId, toUnixTimestamp64Nano(Timestamp) + Duration, IsRunRoot = 0) AS first_failed,
    multiIf(root.2 != '', root.2, first_failed != '', first_failed, root.3) AS failing,
    arrayFirst(s -> s.1 = failing, groupArray((SpanId, toString(ToolName), toString(RequestModel), toString(Outcome)))) AS step
  FROM otel_traces
  WHERE Timestamp >= now() - INTERVAL 7 DAY AND Failed = 1 AND RunId != ''
  GROUP BY RunId HAVING max(IsRunRoot) = 1 OR max(RunId = TraceId) = 1
)
WHERE step.4 != 'refused'
GROUP BY Error, Place, Agent, Version HAVING min(root.6) >= now() - INTERVAL 1 HOUR
ORDER BY value DESC, Error, Place, Agent, Version LIMIT 100

-- alert: Lost runs
-- for: 0s
-- severity: critical
-- above: lost_runs
-- panel-of: aiops-control-room / Lost runs
-- summary: {{ $values.A.Value }} runs of {{ $labels.Agent }} lost their process in the last hour
SELECT AgentName AS Agent, ServiceName AS Service, toFloat64(count()) AS value
FROM runs_since(since = now64(9) - INTERVAL 1 DAY)
WHERE Status = 'lost' AND LastSeenAt >= now() - INTERVAL 1 HOUR
GROUP BY Agent, Service ORDER BY value DESC, Agent, Service LIMIT 100

-- alert: Approval waits too long
-- for: 0s
-- severity: warning
-- above: approval_wait_seconds
-- panel-of: aiops-approvals / Queue, oldest first
-- summary: {{ $labels.Tool }} of {{ $labels.Agent }} has waited {{ humanizeDuration $values.A.Value }} for a person
SELECT AgentName AS Agent, Tool, Rule, toFloat64(max(dateDiff('second', Requested, now64(3)))) AS value
FROM @approvals
WHERE State = 'PENDING'
GROUP BY Agent, Tool, Rule ORDER BY value DESC, Agent, Tool, Rule LIMIT 100

-- alert: Eval regression
-- for: 0s
-- severity: warning
-- above: eval_regressions
-- panel-of: aiops-evals / Kept comparisons
-- summary: {{ $labels.Evaluator }} says that runs of {{ $labels.Agents }} became worse than the reference
SELECT Evaluator, Agents, toFloat64(countIf(verdict = 'REGRESSION')) AS value
FROM (
  SELECT Evaluator, if(Agent = '', 'all agents', toString(Agent)) AS Agents, argMax(Verdict, At) AS verdict
  FROM eval_comparisons
  WHERE At >= now() - INTERVAL 2 DAY AND Verdict NOT IN ('REFUSED', 'REFERENCE')
  GROUP BY Evaluator, Agents, Reference
)
GROUP BY Evaluator, Agents ORDER BY value DESC, Evaluator, Agents LIMIT 100

-- alert: Unpriced model in use
-- for: 0s
-- severity: warning
-- above: unpriced_calls
-- panel-of: aiops-costs / Calls without a price, and why
-- summary: {{ $values.A.Value }} calls of {{ $labels.Model }} at {{ $labels.Provider }} in the last hour have no price
SELECT toString(Provider) AS Provider, toString(RequestModel) AS Model, toString(CostReason) AS Why, toFloat64(count()) AS value
FROM llm_calls
WHERE Timestamp >= now() - INTERVAL 1 HOUR AND CostStatus = 'unpriced'
GROUP BY Provider, Model, Why ORDER BY value DESC, Provider, Model, Why LIMIT 100

-- alert: Ingestion lag
-- for: 5m
-- severity: warning
-- above: ingestion_lag_seconds
-- panel-of: aiops-ingestion / 99 % arrive within
-- summary: Spans of {{ $labels.Service }} arrive {{ humanizeDuration $values.A.Value }} after they end
SELECT toString(ServiceName) AS Service, quantileExact(0.99)(@lag) / 1000 AS value
FROM otel_traces
WHERE Timestamp >= now() - INTERVAL 7 DAY AND IngestedAt >= now() - INTERVAL 10 MINUTE
GROUP BY Service ORDER BY value DESC, Service LIMIT 100

-- alert: Ingestion silent
-- for: 5m
-- severity: critical
-- above: ingestion_silence_seconds
-- panel-of: aiops-ingestion / Newest span
-- summary: Nothing has come in from {{ $labels.Service }} for {{ humanizeDuration $values.A.Value }}
SELECT Service, toFloat64(dateDiff('second', Newest, now64(3, 'UTC'))) AS value
FROM (
  SELECT
    arrayJoin(['every service', service]) AS Service, max(newest) AS Newest,
    uniqExact(hour) >= @threshold(steady_hours) OR Service = 'every service' AS IsSteady
  FROM (
    SELECT service, hour, newest, max(newest) OVER (PARTITION BY service) AS last
    FROM (
      SELECT toString(ServiceName) AS service, toStartOfHour(IngestedAt) AS hour, max(IngestedAt) AS newest
      FROM otel_traces WHERE Timestamp >= toStartOfDay(now(), 'UTC') - INTERVAL 2 DAY GROUP BY service, hour
      UNION ALL
      SELECT toString(ServiceName) AS service, toStartOfHour(IngestedAt) AS hour, max(IngestedAt) AS newest
      FROM run_events WHERE EventTime >= toStartOfDay(now(), 'UTC') - INTERVAL 2 DAY GROUP BY service, hour
      UNION ALL
      -- by the projection of costs; of a service's days before, the end of the last one stands for its newest row
      SELECT toString(ServiceName) AS service, toDateTime(Day, 'UTC') AS hour, toDateTime64(Day + 1, 3, 'UTC') AS newest
      FROM (SELECT toDate(Timestamp, 'UTC') AS Day, ServiceName FROM otel_traces GROUP BY Day, ServiceName)
      WHERE Day < toDate(now(), 'UTC') - 2
    )
  )
  WHERE hour >= last - INTERVAL 24 HOUR
  GROUP BY Service
  HAVING Service = 'every service' OR Newest >= now() - INTERVAL 7 DAY
)
WHERE value > if(IsSteady, @threshold(ingestion_silence_seconds), @threshold(service_silence_seconds))
ORDER BY value DESC, Service LIMIT 100

-- alert: Control log broken
-- for: 0s
-- severity: critical
-- no-data: Alerting
-- above: control_log_faults
-- panel-of: aiops-ingestion / Faults in the control log
-- summary: {{ $values.A.Value }} rows of the control log do not fit the row before
SELECT toFloat64(count()) AS value
FROM @control-log-faults
