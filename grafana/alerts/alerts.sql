-- alert: Cap nearly reached
-- for: 0s
-- severity: warning
-- above: cap_nearly_reached
-- panel-of: aiops-control-room / Budgets today
-- summary: Budget {{ $labels.Budget }} has spent {{ humanizePercentage $values.A.Value }} of its cap of {{ $labels.Day }}
SELECT name AS Budget, today AS Day, spent / cap AS value
FROM @budgets
WHERE cap > 0
ORDER BY Budget LIMIT 100

-- alert: Cap reached
-- for: 0s
-- severity: critical
-- above: cap_refusals
-- panel-of: aiops-failures / Refusals of budgets
-- summary: Budget {{ $labels.Budget }} has reached its cap and refused {{ $values.A.Value }} calls in ten minutes
SELECT budget AS Budget, toFloat64(count()) AS value
FROM budget_refusals
WHERE time >= now() - INTERVAL 10 MINUTE AND mode = 'enforce' AND rule = 'cap_reached'
GROUP BY Budget ORDER BY Budget LIMIT 100

-- alert: Forecast over the cap
-- for: 10m
-- severity: warning
-- above: cap_forecast
-- panel-of: aiops-control-room / Budgets today
-- summary: At the pace of the last two hours, budget {{ $labels.Budget }} comes to {{ humanizePercentage $values.A.Value }} of its cap by midnight
SELECT name AS Budget, today AS Day, forecast / cap AS value
FROM @budgets
WHERE cap > 0
ORDER BY Budget LIMIT 100

-- alert: Cost spike
-- for: 0s
-- severity: warning
-- above: cost_spike
-- panel-of: aiops-control-room / Spending against the week
-- summary: In the last hour {{ $labels.Agent }} cost {{ $values.A.Value }} times what an hour of the last week did
SELECT l.agent AS Agent, l.usd / w.usd AS value
FROM (
  SELECT toString(AgentName) AS agent, toFloat64(ifNull(sum(CostUsd), 0)) AS usd
  FROM llm_calls WHERE Timestamp >= now() - INTERVAL 1 HOUR GROUP BY agent
  HAVING usd >= @threshold(cost_spike_min_usd)
) AS l
INNER JOIN (
  SELECT toString(AgentName) AS agent, toFloat64(ifNull(sum(CostUsd), 0)) / 168 AS usd
  FROM costs WHERE Day >= toDate(now(), 'UTC') - 7 AND Day < toDate(now(), 'UTC') GROUP BY agent
  HAVING usd > 0
) AS w ON w.agent = l.agent
ORDER BY Agent LIMIT 100

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
ORDER BY Agent, Service LIMIT 100

-- alert: New kind of failure
-- for: 0s
-- severity: warning
-- above: new_failures
-- panel-of: aiops-failures / Failures that belong together
-- summary: {{ $labels.Error }} in {{ $labels.Place }} of {{ $labels.Agent }} was not seen in the week before
SELECT
  toString(ErrorType) AS Error, multiIf(ToolName != '', concat('tool ', ToolName), RequestModel != '', concat('model ', RequestModel), 'the agent itself') AS Place,
  toString(AgentName) AS Agent, toFloat64(count()) AS value
FROM otel_traces
WHERE Timestamp >= now() - INTERVAL 7 DAY AND Failed = 1 AND Operation != '' AND Outcome != 'refused'
GROUP BY Error, Place, Agent HAVING min(Timestamp) >= now() - INTERVAL 1 HOUR
ORDER BY value DESC, Error, Place, Agent LIMIT 100

-- alert: Lost runs
-- for: 0s
-- severity: critical
-- above: lost_runs
-- panel-of: aiops-control-room / Lost runs
-- summary: {{ $values.A.Value }} runs of {{ $labels.Agent }} lost their process in the last hour
SELECT AgentName AS Agent, ServiceName AS Service, toFloat64(count()) AS value
FROM runs_since(since = now64(9) - INTERVAL 1 DAY)
WHERE Status = 'lost' AND LastSeenAt >= now() - INTERVAL 1 HOUR
GROUP BY Agent, Service ORDER BY Agent, Service LIMIT 100

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
GROUP BY Evaluator, Agents ORDER BY Evaluator, Agents LIMIT 100

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
WHERE Timestamp >= now() - INTERVAL 1 DAY AND IngestedAt >= now() - INTERVAL 10 MINUTE
GROUP BY Service ORDER BY Service LIMIT 100

-- alert: Ingestion silent
-- for: 5m
-- severity: critical
-- above: ingestion_silence_seconds
-- panel-of: aiops-ingestion / Newest span
-- summary: Nothing has come in for {{ humanizeDuration $values.A.Value }}
SELECT toFloat64(dateDiff('second', max(newest), now64(3))) AS value
FROM (
  SELECT max(IngestedAt) AS newest FROM otel_traces WHERE Timestamp >= now() - INTERVAL 1 DAY HAVING count() > 0
  UNION ALL
  SELECT max(IngestedAt) AS newest FROM run_events WHERE EventTime >= now() - INTERVAL 1 DAY HAVING count() > 0
)
HAVING count() > 0

-- alert: Control log broken
-- for: 0s
-- severity: critical
-- above: control_log_faults
-- panel-of: aiops-ingestion / Faults in the control log
-- summary: {{ $values.A.Value }} rows of the control log do not fit the row before
SELECT toFloat64(count()) AS value
FROM @control-log-faults
