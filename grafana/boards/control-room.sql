-- dashboard: Control room
-- uid: aiops-control-room
-- description: What needs somebody now. Each number leads to the dashboard that explains it.
-- from: now-24h
-- refresh: 1m
-- variables: environment, team, service, agent
-- constant: approvals = http://127.0.0.1:8321
-- releases: yes

-- row: Runs and money, in the time range
-- panel: Failed runs
-- type: stat 4x4
-- unit: none
-- thresholds: green, red 1
-- to: aiops-failures
-- days: 2
-- empty: no runs
-- description: Runs that began in the time range and ended with an error. Lost runs are counted beside.
SELECT countIf(Status = 'error') AS failed
FROM @states AS r
WHERE $__timeFilter(StartedAt)
    AND @who

-- panel: Failure share
-- type: stat 4x4
-- unit: percentunit
-- decimals: 1
-- thresholds: green, yellow 0.05, red 0.2
-- to: aiops-failures
-- days: 2
-- empty: no run has ended
-- description: Failed and lost runs among those that are over, in the time range.
SELECT countIf(Status IN ('error', 'lost')) / nullIf(countIf(Status NOT IN ('running', 'waiting_approval')), 0) AS share
FROM @states AS r
WHERE $__timeFilter(StartedAt)
    AND @who

-- panel: Failure share against the time before
-- type: stat 4x4
-- unit: percentunit
-- decimals: 1
-- thresholds: green, yellow 0.02, red 0.1
-- to: aiops-failures
-- days: 3
-- empty: nothing to compare with
-- description: Share of failed and lost runs in the time range, less that in a range of the same length just before. Above 0 is worse than before.
SELECT
  countIf(is_bad AND is_now) / nullIf(countIf(is_now), 0) - countIf(is_bad AND NOT is_now) / nullIf(countIf(NOT is_now), 0) AS difference
FROM (
  SELECT Status IN ('error', 'lost') AS is_bad, StartedAt >= $__fromTime AS is_now
  FROM @states-twice
  WHERE StartedAt >= $__fromTime - toIntervalSecond($__toTime - $__fromTime) AND StartedAt <= $__toTime
    AND Status NOT IN ('running', 'waiting_approval')
    AND @who
)

-- panel: Lost runs
-- type: stat 4x4
-- unit: none
-- thresholds: green, red 1
-- to: aiops-runs?var-status=lost
-- days: 2
-- empty: no runs
-- description: Runs whose process has not been heard of for 60 s, by the server's clock. Only runs of our agent can be lost.
SELECT countIf(Status = 'lost') AS lost
FROM @states AS r
WHERE $__timeFilter(StartedAt)
    AND @who

-- panel: Open runs
-- type: stat 4x4
-- unit: none
-- to: aiops-runs?var-status=running&var-status=waiting_approval
-- days: 2
-- empty: no runs
-- description: Runs that began in the time range and run now, or wait for a person.
SELECT countIf(Status IN ('running', 'waiting_approval')) AS open
FROM @states AS r
WHERE $__timeFilter(StartedAt)
    AND @who

-- panel: Spent
-- type: stat 4x4
-- unit: currencyUSD
-- decimals: 2
-- to: aiops-costs
-- days: 1
-- empty: no call has a known price
-- description: Cost of the model calls in the time range that have a price. Calls without a known price are not in it: they are counted beside.
SELECT if(count() = 0, 0, toFloat64(sum(CostUsd))) AS spent
FROM llm_calls
WHERE $__timeFilter(Timestamp)
    AND @who

-- panel: Spending against the week
-- type: stat 4x4
-- unit: suffix:×
-- decimals: 1
-- thresholds: green, yellow 2, red 5
-- to: aiops-costs
-- days: 9
-- empty: nothing was spent in the seven days before
-- description: What the last hour of the time range cost, over what an hour of the seven whole days (UTC) before it cost on average. 1 is as usual.
WITH @frozen-week AS frozen
SELECT
  (SELECT toFloat64(ifNull(sum(CostUsd), 0)) FROM llm_calls
   WHERE Timestamp > $__toTime - INTERVAL 1 HOUR AND Timestamp <= $__toTime
    AND @who)
  / nullIf((SELECT toFloat64(ifNull(sum(usd), 0)) / 168 FROM (
     SELECT sum(CostUsd) AS usd FROM costs_closed
     WHERE Day @week AND Day GLOBAL IN (SELECT arrayJoin(frozen))
      AND @who
     UNION ALL
     SELECT sum(CostUsd) AS usd FROM (SELECT *, toDate(Timestamp, 'UTC') AS Day FROM llm_calls)
     WHERE Day @week AND Day GLOBAL NOT IN (SELECT arrayJoin(frozen))
      AND @who
   )), 0) AS times

-- panel: Calls without a price
-- type: stat 4x4
-- unit: none
-- thresholds: green, orange 1
-- to: aiops-costs
-- days: 1
-- empty: no calls
-- description: Model calls in the time range whose cost is unknown, so that no sum has it.
SELECT countIf(CostStatus = 'unpriced') AS unpriced
FROM llm_calls
WHERE $__timeFilter(Timestamp)
    AND @who

-- panel: Refused calls
-- type: stat 4x4
-- unit: none
-- thresholds: green, orange 1
-- to: aiops-failures
-- days: 1
-- empty: no calls
-- description: Model calls that a budget refused in the time range, before anything was sent.
SELECT count() AS refused
FROM otel_traces
WHERE $__timeFilter(Timestamp) AND IsModelCall = 1 AND Outcome = 'refused'
    AND @who

-- panel: Ungoverned calls
-- type: stat 4x4
-- unit: none
-- thresholds: green, red 1
-- to: aiops-failures
-- days: 1
-- empty: no calls
-- description: Calls by HTTP or gRPC to a known model host that no hook owned: no cap and no approval held them.
SELECT count() AS ungoverned
FROM otel_traces
WHERE $__timeFilter(Timestamp) AND Ungoverned = 1
    AND @who

-- panel: Newest row
-- type: stat 4x4
-- unit: s
-- decimals: 0
-- thresholds: green, yellow 120, red 900
-- to: aiops-ingestion
-- days: 2
-- empty: no row came in for a day
-- description: Seconds since the newest span or run event came in, by the server's clock. Quiet agents make it grow, too. Filters do not apply.
SELECT if(count() = 0, NULL, dateDiff('second', max(newest), now64(3))) AS age
FROM (
  SELECT max(IngestedAt) AS newest FROM otel_traces WHERE Timestamp >= now() - INTERVAL 1 DAY HAVING count() > 0
  UNION ALL
  SELECT max(IngestedAt) AS newest FROM run_events WHERE EventTime >= now() - INTERVAL 1 DAY HAVING count() > 0
)

-- panel: Dropped rows
-- type: stat 4x4
-- unit: none
-- thresholds: green, red 1
-- to: aiops-ingestion
-- days: 1
-- empty: no rows were dropped
-- description: Rows of telemetry that processes gave up, as they reported in the time range. No panel has what they said.
SELECT sum(toUInt64OrZero(LogAttributes['aiops.dropped.rows'])) AS dropped
FROM otel_logs
WHERE $__timeFilter(Timestamp) AND EventName = 'aiops.telemetry.dropped'
    AND @environment(Environment) AND @team(Team) AND @service(ServiceName)

-- row: Budgets and people, now
-- panel: Actions that wait
-- type: stat 4x4
-- unit: none
-- thresholds: green, yellow 1
-- to: aiops-approvals
-- empty: nothing has ever waited
-- description: Actions that wait for a person now, whenever they were asked for.
SELECT countIf(State = 'PENDING') AS waiting
FROM @approvals
WHERE @who

-- panel: Longest wait
-- type: stat 4x4
-- unit: s
-- decimals: 0
-- thresholds: green, yellow 900, red 3600
-- to: aiops-approvals
-- empty: nothing waits
-- description: How long the oldest of them has waited.
SELECT if(count() = 0, NULL, dateDiff('second', min(Requested), now64(3))) AS waited
FROM @approvals
WHERE State = 'PENDING'
    AND @who

-- panel: Budgets today
-- type: table 16x8
-- unit: currencyUSD
-- decimals: 2
-- to: aiops-costs
-- empty: no policy is in force: nothing is capped
-- column: OfCap = percentunit, decimals 0, steps green|yellow 0.8|red 1
-- column: ForecastOfCap = percentunit, decimals 0, steps green|yellow 0.8|red 1
-- column: Halted = none, steps text|red 1
-- description: Each budget of the policy in force on its present day, in its own time zone. Leased is what open leases may come to beyond what was spent. The forecast goes on until midnight as in the last two hours. Filters do not apply: a budget is of whoever it matches.
SELECT
  name AS Budget, today AS Day, mode AS Mode, cap AS Cap, spent AS Spent, leased AS Leased, spent / nullIf(cap, 0) AS OfCap,
  forecast AS Forecast, forecast / nullIf(cap, 0) AS ForecastOfCap, halted AS Halted
FROM @budgets
ORDER BY ForecastOfCap DESC NULLS LAST, Budget LIMIT 100

-- panel: Oldest actions that wait
-- type: table 24x7
-- unit: none
-- empty: nothing waits
-- column: Waits = s, decimals 0
-- link: Approval -> ${approvals}/approvals/{Approval}
-- column: From = hidden
-- link: RunId -> aiops-run?var-run={RunId}&from={From}&to=now
-- description: Oldest first; the first column opens the form where they are decided.
SELECT
  Approval, dateDiff('second', Requested, now64(3)) AS Waits, Tool, AgentName AS Agent, ServiceName AS Service, Rule,
  if(Requester = '', 'unknown', Requester) AS Requester, RunId, @run-from(Requested) AS From
FROM @oldest-that-wait
ORDER BY Requested, Approval LIMIT 1 BY Approval LIMIT 20

-- row: Quality now against before
-- panel: Passed
-- type: stat 4x4
-- unit: percentunit
-- decimals: 1
-- thresholds: red, yellow 0.8, green 0.95
-- to: aiops-evals
-- days: 1
-- empty: nothing was scored
-- description: Share of the scores that reached their evaluator's threshold, of runs that began in the time range, each by how many runs it stands for.
SELECT sumIf(weight, has_passed) / nullIf(sumIf(weight, is_scored), 0) AS passed
FROM (
  SELECT
    argMin(Status = 'scored', @that-holds) AS is_scored, argMin(ifNull(Passed, 0) = 1, @that-holds) AS has_passed,
    argMin(SamplingWeight, @that-holds) AS weight
  FROM eval_scores
  WHERE @scores-once
    AND @who
  GROUP BY @scored-thing
)

-- panel: Regressions
-- type: stat 4x4
-- unit: none
-- thresholds: green, red 1
-- to: aiops-evals
-- days: 2
-- empty: nothing was compared in two days
-- description: Comparisons that were kept in the last two days and of which the newest verdict is REGRESSION, by evaluator, agents and reference. Filters do not apply.
SELECT if(count() = 0, NULL, countIf(verdict = 'REGRESSION')) AS regressions
FROM (
  SELECT argMax(Verdict, At) AS verdict
  FROM eval_comparisons
  WHERE At > $__toTime - INTERVAL 2 DAY AND At <= $__toTime AND Verdict NOT IN ('REFUSED', 'REFERENCE')
  GROUP BY Evaluator, Agent, Reference
)

-- panel: Quality by evaluator
-- type: table 16x8
-- unit: none
-- to: aiops-evals
-- days: 2
-- empty: no version of an evaluator has scores in the time range and before it
-- column: Before = percentunit, decimals 1
-- column: Now = percentunit, decimals 1
-- column: Change = percentunit, decimals 1, steps red|text 0
-- column: Low = percentunit, decimals 1
-- column: High = percentunit, decimals 1, steps red|text 0
-- description: Share that passed in the time range and in one of the same length just before, with the 95 % interval of the change (Newcombe). One that is below 0 is a drop that is more than chance.
@newcombe
FROM (
  SELECT
    @passed-twice
  FROM (
    SELECT
      Evaluator, EvaluatorVersion, argMin(Status = 'scored', @that-holds) AS IsScored,
      argMin(ifNull(eval_scores.Passed, 0) = 1, @that-holds) AS Passed, argMin(RunStartedAt >= $__fromTime, @that-holds) AS IsNow
    FROM eval_scores
    WHERE @scores-twice
      AND @who
    GROUP BY @scored-thing
  )
  WHERE IsScored
  GROUP BY Evaluator, EvaluatorVersion
  HAVING NBefore > 0 AND NNow > 0
)
ORDER BY High, Evaluator, Version LIMIT 20

-- row: Over time
-- panel: Runs by how they ended
-- type: timeseries 12x8
-- unit: none
-- draw: bars
-- series: status
-- days: 2
-- to: aiops-runs
-- empty: no runs in the time range
-- description: Runs by when they began.
SELECT $__timeInterval(StartedAt) AS time, Status AS status, count() AS runs
FROM @states AS r
WHERE $__timeFilter(StartedAt)
    AND @who
GROUP BY time, status ORDER BY time, status

-- panel: Cost by agent
-- type: timeseries 12x8
-- unit: currencyUSD
-- draw: bars
-- series: agent
-- to: aiops-costs
-- days: 1
-- empty: no model calls in the time range
-- description: Cost of model calls with a known price, by the agent that made them.
SELECT $__timeInterval(Timestamp) AS time, if(AgentName = '', 'no agent', toString(AgentName)) AS agent, toFloat64(ifNull(sum(CostUsd), 0)) AS usd
FROM llm_calls
WHERE $__timeFilter(Timestamp)
    AND @who
GROUP BY time, agent ORDER BY time, agent

-- panel: Newest failed runs
-- type: table 24x8
-- unit: none
-- days: 3
-- empty: no run failed in the time range
-- column: Cost = currencyUSD, decimals 4
-- column: From = hidden
-- column: To = hidden
-- link: RunId -> aiops-run?var-run={RunId}&from={From}&to={To}
-- description: Failed and lost runs, newest first.
SELECT
  toDateTime64(StartedAt, 3) AS Started, Status, AgentName AS Agent, AgentVersion AS Version, ServiceName AS Service,
  ErrorType AS Error, leftUTF8(ErrorMessage, 200) AS Message, toFloat64(CostUsd) AS Cost, RunId,
  toString(toUnixTimestamp64Milli(StartedAt) - 60000) AS From, toString(toUnixTimestamp64Milli(LastSeenAt) + 60000) AS To
FROM @few-runs AS r
WHERE RunId GLOBAL IN (
  SELECT RunId FROM run_states(since = (
    -- The twenty newest that ended with an error bound what can be newer: of the hours before them nothing is counted. Where a filter could
    -- take the name that spans give to a run whose events have none, the run does not bound.
    SELECT if(count() < 20, toDateTime64($__fromTime, 9), min(began)) - INTERVAL 1 HOUR
    FROM (
      SELECT
        min(EventTime) AS began,
        argMinOrNullIf(run_events.ServiceName, EventTime, run_events.ServiceName != '') AS ServiceName,
        argMinOrNullIf(run_events.Environment, EventTime, run_events.Environment != '') AS Environment,
        argMinOrNullIf(run_events.Team, EventTime, run_events.Team != '') AS Team,
        argMinOrNullIf(run_events.AgentName, EventTime, run_events.AgentName != '') AS AgentName
      FROM run_events
      WHERE EventTime >= toStartOfHour($__fromTime - INTERVAL 1 HOUR) AND RunId GLOBAL IN (
        SELECT RunId FROM run_events
        WHERE $__timeFilter(EventTime) AND Kind = 'ended' AND Status = 'error'
          AND @who
        ORDER BY EventTime DESC LIMIT 100
      )
      GROUP BY RunId
      HAVING argMaxIf(Status, EventTime, Kind = 'ended') = 'error' AND $__timeFilter(began)
        AND @who
      ORDER BY began DESC LIMIT 20
    )
  ))
  WHERE $__timeFilter(StartedAt) AND Status IN ('error', 'lost')
    AND @who
  -- Some more, as one that slept for over an hour has a span late in its life and seems to have begun there.
  ORDER BY StartedAt DESC, RunId LIMIT 40
)
  AND $__timeFilter(StartedAt) AND Status IN ('error', 'lost')
ORDER BY StartedAt DESC, RunId LIMIT 20
