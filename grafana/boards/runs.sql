-- dashboard: Runs
-- uid: aiops-runs
-- description: Runs of agents, newest first, by whatever narrows them down.
-- from: now-24h
-- refresh: 1m
-- variables: environment, team, service, agent, model
-- statuses: yes
-- text: min_cost = Cost from (USD)
-- text: min_seconds = Seconds from
-- text: search = Input has

-- panel: Runs
-- type: stat 4x4
-- unit: none
-- days: 2
-- empty: no runs
-- description: Runs that the filters leave.
SELECT count() AS runs
FROM @runs AS r
WHERE @found

-- panel: Failed or lost
-- type: stat 4x4
-- unit: none
-- thresholds: green, red 1
-- to: aiops-failures
-- days: 2
-- empty: no runs
-- description: Of these runs, those that failed and those whose process is gone.
SELECT countIf(Status IN ('error', 'lost')) AS failed
FROM @runs AS r
WHERE @found

-- panel: Cost
-- type: stat 4x4
-- unit: currencyUSD
-- decimals: 2
-- to: aiops-costs
-- days: 2
-- empty: no call of these runs has a known price
-- description: What the priced calls of these runs cost.
SELECT if(count() = 0, 0, toFloat64(sum(CostUsd))) AS cost
FROM @runs AS r
WHERE @found

-- panel: Calls without a price
-- type: stat 4x4
-- unit: none
-- thresholds: green, orange 1
-- to: aiops-costs
-- days: 2
-- empty: no runs
-- description: Model calls of these runs whose cost is unknown, so that the sum does not have it.
SELECT sum(UnpricedCalls) AS unpriced
FROM @runs AS r
WHERE @found

-- panel: Median duration
-- type: stat 4x4
-- unit: ms
-- days: 2
-- empty: no run has ended
-- description: Half of these runs that are over took longer.
SELECT if(count() = 0, NULL, quantileExact(0.5)(DurationMs)) AS median
FROM @runs AS r
WHERE EndedAt IS NOT NULL AND @found

-- panel: 95 % are shorter than
-- type: stat 4x4
-- unit: ms
-- days: 2
-- empty: no run has ended
-- description: One in twenty of these runs that are over took longer.
SELECT if(count() = 0, NULL, quantileExact(0.95)(DurationMs)) AS p95
FROM @runs AS r
WHERE EndedAt IS NOT NULL AND @found

-- panel: Runs over time
-- type: timeseries 24x6
-- unit: none
-- draw: bars
-- series: status
-- days: 2
-- empty: no runs that the filters leave
-- description: Runs by when they began and how they ended.
SELECT $__timeInterval(StartedAt) AS time, Status AS status, count() AS runs
FROM @runs AS r
WHERE @found
GROUP BY time, status ORDER BY time, status

-- panel: Runs, newest first
-- type: table 24x18
-- unit: none
-- days: 2
-- empty: no runs that the filters leave
-- column: Duration = ms
-- column: Cost = currencyUSD, decimals 4
-- column: From = hidden
-- column: To = hidden
-- link: RunId -> aiops-run?var-run={RunId}&from={From}&to={To}
-- description: At most 500. A cost that is empty is unknown, and does not hide a run from the filter by cost.
SELECT
  toDateTime64(StartedAt, 3) AS Started, Status, AgentName AS Agent, AgentVersion AS Version, ServiceName AS Service, Team,
  arrayStringConcat(Models, ', ') AS Models, DurationMs AS Duration, toFloat64(CostUsd) AS Cost, ModelCalls, ToolCalls, Retries, Fallbacks,
  InputTokens, OutputTokens, ErrorType AS Error, UserId AS User, leftUTF8(Input, 200) AS Input, RunId,
  toString(toUnixTimestamp64Milli(StartedAt) - 60000) AS From, toString(toUnixTimestamp64Milli(LastSeenAt) + 60000) AS To
FROM @runs AS r
WHERE @found
ORDER BY StartedAt DESC, RunId LIMIT 500
