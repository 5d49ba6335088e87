-- dashboard: Costs
-- uid: aiops-costs
-- description: What agents cost, by whatever they can be told apart by, against their caps; what of it was lost; and what nobody can price.
-- from: now-7d
-- refresh: 5m
-- variables: environment, team, service, agent, model
-- text: change = Price change in % = -20

-- row: In the time range
-- panel: Spent
-- type: stat 4x4
-- unit: currencyUSD
-- decimals: 2
-- days: 1
-- empty: no call has a known price
-- description: Cost of the model calls that have a price. Calls without one are counted beside.
SELECT if(count() = 0, 0, toFloat64(sum(CostUsd))) AS spent
FROM llm_calls
WHERE $__timeFilter(Timestamp)
    AND @calls

-- panel: Of that, estimated
-- type: stat 4x4
-- unit: currencyUSD
-- decimals: 2
-- thresholds: green, yellow 0.01
-- days: 1
-- empty: no calls
-- description: Cost of calls whose usage the provider did not report in full.
SELECT toFloat64(ifNull(sumIf(CostUsd, CostStatus = 'estimated'), 0)) AS estimated
FROM llm_calls
WHERE $__timeFilter(Timestamp)
    AND @calls

-- panel: Calls without a price
-- type: stat 4x4
-- unit: none
-- thresholds: green, orange 1
-- days: 1
-- empty: no calls
-- description: Model calls whose cost is unknown. No sum on this page has them; the table below says why.
SELECT countIf(CostStatus = 'unpriced') AS unpriced
FROM llm_calls
WHERE $__timeFilter(Timestamp)
    AND @calls

-- panel: Cost per run
-- type: stat 4x4
-- unit: currencyUSD
-- decimals: 4
-- days: 1
-- empty: no run made a call with a known price
-- description: Cost of priced calls inside runs, by runs that made any call.
SELECT toFloat64(sumIf(CostUsd, RunId != '')) / nullIf(uniqExactIf(RunId, RunId != ''), 0) AS per_run
FROM llm_calls
WHERE $__timeFilter(Timestamp)
    AND @calls

-- panel: Spent on failed runs
-- type: stat 4x4
-- unit: currencyUSD
-- decimals: 2
-- thresholds: green, orange 0.01
-- to: aiops-failures
-- days: 2
-- empty: no run failed
-- description: What the runs cost that failed or were lost.
SELECT toFloat64(ifNull(sumIf(CostUsd, Status IN ('error', 'lost')), 0)) AS lost
FROM @runs AS r
WHERE $__timeFilter(StartedAt)
    AND @who AND @any-model(r.Models)

-- panel: Saved by caches
-- type: stat 4x4
-- unit: currencyUSD
-- decimals: 2
-- thresholds: text, green 0.01
-- days: 1
-- empty: no call read from a cache at a known price
-- description: Input tokens read from providers' caches, times what they are cheaper than fresh ones by the price list that holds now. What writing to a cache costs more is not subtracted.
SELECT sum(CacheReadTokens * (fresh - cached)) / 1e9 AS saved
FROM (
  SELECT lower(toString(Provider)) AS provider, lower(if(ResponseModel != '', toString(ResponseModel), toString(RequestModel))) AS model, CacheReadTokens
  FROM llm_calls
  WHERE $__timeFilter(Timestamp) AND CacheReadTokens > 0 AND CostUsd IS NOT NULL
    AND @calls
) AS calls
INNER JOIN @token-prices AS prices USING (provider, model)
HAVING count() > 0

-- panel: Cost by day and model
-- type: timeseries 12x9
-- unit: currencyUSD
-- draw: bars
-- series: model
-- days: 2
-- empty: no model calls on these days
-- description: Days are of UTC. Days whose spans are gone are there, too.
SELECT toDateTime(Day, 'UTC') AS time, if(RequestModel = '', 'no model', toString(RequestModel)) AS model, toFloat64(ifNull(sum(CostUsd), 0)) AS usd
FROM costs
WHERE $__dateFilter(Day)
    AND @calls
GROUP BY time, model ORDER BY time, model

-- panel: Cost by day and agent
-- type: timeseries 12x9
-- unit: currencyUSD
-- draw: bars
-- series: agent
-- days: 2
-- empty: no model calls on these days
-- description: Days are of UTC. Days whose spans are gone are there, too.
SELECT toDateTime(Day, 'UTC') AS time, if(AgentName = '', 'no agent', toString(AgentName)) AS agent, toFloat64(ifNull(sum(CostUsd), 0)) AS usd
FROM costs
WHERE $__dateFilter(Day)
    AND @calls
GROUP BY time, agent ORDER BY time, agent

-- row: Caps
-- panel: Budgets by day
-- type: table 24x8
-- unit: currencyUSD
-- decimals: 4
-- days: 2
-- empty: no budget has spent anything on these days
-- column: Calls = none, decimals 0
-- column: OfCap = percentunit, decimals 0, steps green|yellow 0.8|red 1
-- column: Uncharged = none, decimals 0
-- description: Of the control log, on the budget's own days: cap, settled, and what open leases may come to beyond that. Beside it what the recorded calls say they were charged: the difference is 0 without kills, and after them what was reserved for calls under way. Filters do not apply.
SELECT
  toString(k.day) AS Day, k.budget AS Budget, k.cap AS Cap, k.spent AS Spent, k.leased AS Leased, k.spent / nullIf(k.cap, 0) AS OfCap,
  toFloat64(r.calls_usd) AS ChargedToCalls, toFloat64(r.difference_usd) AS Difference, toFloat64(r.estimated_usd) AS ChargedInFull,
  r.calls AS Calls, r.uncharged_calls AS Uncharged
FROM (
  SELECT
    budget, assumeNotNull(day) AS day, argMax(cap_nanos, seq) / 1e9 AS cap, argMax(spent_nanos, seq) / 1e9 AS spent, argMax(leased_nanos, seq) / 1e9 AS leased
  FROM control_log
  WHERE budget != '' AND day IS NOT NULL AND day >= toDate32($__fromTime) - 1 AND day <= toDate32($__toTime) + 1
  GROUP BY budget, day
) AS k
LEFT JOIN (SELECT * FROM budget_reconciliation_since(since = toDateTime64($__fromTime, 9) - INTERVAL 1 DAY)) AS r ON r.budget = k.budget AND r.day = k.day
ORDER BY k.day DESC, Budget LIMIT 200

-- row: By whom
-- panel: By agent
-- type: table 12x9
-- unit: currencyUSD
-- decimals: 4
-- days: 1
-- empty: no model calls in the time range
-- column: Runs = none, decimals 0
-- column: Calls = none, decimals 0
-- column: Unpriced = none, decimals 0, steps text|orange 1
-- column: InputTokens = none, decimals 0
-- column: OutputTokens = none, decimals 0
-- link: Agent -> aiops-runs?var-agent={Agent}
-- description: Dearest first. An empty cost is unknown.
SELECT
  AgentName AS Agent, AgentVersion AS Version, toFloat64(sum(c.CostUsd)) AS Cost, uniqExactIf(RunId, RunId != '') AS Runs,
  toFloat64(sumIf(c.CostUsd, RunId != '')) / nullIf(Runs, 0) AS PerRun, count() AS Calls, countIf(CostStatus = 'unpriced') AS Unpriced,
  sum(c.InputTokens) AS InputTokens, sum(c.OutputTokens) AS OutputTokens
FROM llm_calls AS c
WHERE $__timeFilter(Timestamp)
    AND @calls
GROUP BY Agent, Version ORDER BY Cost DESC NULLS LAST, Agent, Version LIMIT 200

-- panel: By team and service
-- type: table 12x9
-- unit: currencyUSD
-- decimals: 4
-- days: 1
-- empty: no model calls in the time range
-- column: Calls = none, decimals 0
-- column: Unpriced = none, decimals 0, steps text|orange 1
-- link: Service -> aiops-runs?var-service={Service}
-- description: Dearest first. An empty cost is unknown.
SELECT
  Team, ServiceName AS Service, Environment, toFloat64(sum(CostUsd)) AS Cost, count() AS Calls, countIf(CostStatus = 'unpriced') AS Unpriced
FROM llm_calls
WHERE $__timeFilter(Timestamp)
    AND @calls
GROUP BY Team, Service, Environment ORDER BY Cost DESC NULLS LAST, Team, Service, Environment LIMIT 200

-- panel: Spending against the week, by agent
-- type: table 24x7
-- unit: currencyUSD
-- decimals: 4
-- days: 9
-- empty: no agent spent anything in the last hour of the time range
-- column: Times = suffix:×, decimals 1, steps text|yellow 2|red 5
-- link: Agent -> aiops-runs?var-agent={Agent}
-- description: What each agent spent in the last hour of the time range, and in an average hour of the seven whole days (UTC) before it. Times is empty for an agent that spent nothing then: it is new, or was quiet.
SELECT
  lately.agent AS Agent, toFloat64(lately.usd) AS LastHour, toFloat64(usual.usd) / 168 AS UsualHour, LastHour / nullIf(UsualHour, 0) AS Times
FROM (
  SELECT toString(AgentName) AS agent, sum(CostUsd) AS usd FROM llm_calls
  WHERE Timestamp > $__toTime - INTERVAL 1 HOUR AND Timestamp <= $__toTime
    AND @calls
  GROUP BY agent HAVING usd > 0
) AS lately
LEFT JOIN (
  SELECT toString(AgentName) AS agent, sum(CostUsd) AS usd FROM costs
  WHERE Day >= toDate($__toTime, 'UTC') - 7 AND Day < toDate($__toTime, 'UTC')
    AND @calls
  GROUP BY agent
) AS usual USING (agent)
ORDER BY Times DESC NULLS FIRST, LastHour DESC, Agent LIMIT 100

-- panel: By provider and model
-- type: table 24x9
-- unit: currencyUSD
-- decimals: 4
-- days: 1
-- empty: no model calls in the time range
-- column: Calls = none, decimals 0
-- column: Unpriced = none, decimals 0, steps text|orange 1
-- column: InputTokens = none, decimals 0
-- column: OutputTokens = none, decimals 0
-- column: CachedShare = percentunit, decimals 1
-- column: Changed = currencyUSD, decimals 4
-- description: Changed and Difference: what the same calls would have cost, had the prices been higher or lower by the percentage above; the filter by model says whose prices. An empty cost is unknown.
SELECT
  Provider, RequestModel AS Model, toFloat64(sum(c.CostUsd)) AS Cost, count() AS Calls, Cost / nullIf(count(c.CostUsd), 0) AS PerCall,
  countIf(CostStatus = 'unpriced') AS Unpriced, sum(c.InputTokens) AS InputTokens, sum(c.OutputTokens) AS OutputTokens,
  sum(c.CacheReadTokens) / nullIf(sum(c.InputTokens), 0) AS CachedShare,
  Cost * (1 + toFloat64OrZero(@text(change)) / 100) AS Changed, Changed - Cost AS Difference
FROM llm_calls AS c
WHERE $__timeFilter(Timestamp)
    AND @calls
GROUP BY Provider, Model ORDER BY Cost DESC NULLS LAST, Provider, Model LIMIT 200

-- panel: Dearest runs
-- type: table 24x9
-- unit: none
-- days: 2
-- empty: no runs in the time range
-- column: Cost = currencyUSD, decimals 4
-- column: Duration = ms
-- column: From = hidden
-- column: To = hidden
-- link: RunId -> aiops-run?var-run={RunId}&from={From}&to={To}
-- description: Of the runs that began in the time range, those that cost most.
SELECT
  toFloat64(CostUsd) AS Cost, toDateTime64(StartedAt, 3) AS Started, Status, AgentName AS Agent, ServiceName AS Service, arrayStringConcat(Models, ', ') AS Models,
  ModelCalls, ToolCalls, Retries, Fallbacks, UnpricedCalls, DurationMs AS Duration, RunId,
  toString(toUnixTimestamp64Milli(StartedAt) - 60000) AS From, toString(toUnixTimestamp64Milli(LastSeenAt) + 60000) AS To
FROM @runs AS r
WHERE $__timeFilter(StartedAt)
    AND @who AND @any-model(r.Models)
ORDER BY Cost DESC NULLS LAST, RunId LIMIT 50

-- row: What was lost, and what is unknown
-- panel: Money lost by agent
-- type: table 12x9
-- unit: currencyUSD
-- decimals: 4
-- days: 2
-- empty: nothing was lost in the time range
-- column: FailedCalls = none, decimals 0
-- column: ExtraAttempts = none, decimals 0
-- description: Lost: calls that failed and calls of runs that failed or were lost, each once. Of that, OnFailedRuns is all calls of such runs, OnFailedCalls every call without an answer, and OnFallbacks those of them that another call stood in for. RetriesAtMost comes on top: ExtraAttempts, each as dear as the answer that came in the end. No response says what they cost; providers bill few of them.
SELECT
  c.agent AS Agent, toFloat64(ifNull(sumIf(c.usd, c.failed OR c.in_failed_run), 0)) AS Lost, toFloat64(ifNull(sumIf(c.usd, c.in_failed_run), 0)) AS OnFailedRuns,
  toFloat64(ifNull(sumIf(c.usd, c.failed), 0)) AS OnFailedCalls, toFloat64(ifNull(sumIf(c.usd, c.failed AND c.replaced), 0)) AS OnFallbacks,
  toFloat64(ifNull(sum(c.usd * c.extra), 0)) AS RetriesAtMost, countIf(c.failed) AS FailedCalls, sum(c.extra) AS ExtraAttempts
FROM (
  SELECT
    toString(AgentName) AS agent, CostUsd AS usd, Outcome NOT IN ('ok', 'refused') AS failed, greatest(0, toInt64(ifNull(Attempts, 1)) - 1) AS extra,
    SpanId GLOBAL IN (
      SELECT FallbackFromSpanId FROM otel_traces
      WHERE FallbackFromSpanId != '' AND Timestamp >= $__fromTime AND Timestamp <= $__toTime + INTERVAL 1 HOUR
    ) AS replaced,
    RunId GLOBAL IN (SELECT RunId FROM @runs WHERE Status IN ('error', 'lost') AND $__timeFilter(StartedAt)) AS in_failed_run
  FROM llm_calls
  WHERE $__timeFilter(Timestamp)
    AND @calls
) AS c
GROUP BY Agent HAVING Lost > 0 OR RetriesAtMost > 0 OR ExtraAttempts > 0 OR FailedCalls > 0
ORDER BY Lost DESC, RetriesAtMost DESC, Agent LIMIT 200

-- panel: Calls without a price, and why
-- type: table 12x9
-- unit: none
-- days: 1
-- empty: every call has a price
-- description: These calls are in no sum. A price of your own can be given to the agent; pricing/README.md says how.
SELECT
  Provider, RequestModel AS Model, ResponseModel AS Served, CostReason AS Why, count() AS Calls, sum(c.InputTokens) AS InputTokens,
  sum(c.OutputTokens) AS OutputTokens, max(toDateTime64(Timestamp, 3)) AS Newest
FROM llm_calls AS c
WHERE $__timeFilter(Timestamp) AND CostStatus = 'unpriced'
    AND @calls
GROUP BY Provider, Model, Served, Why ORDER BY Calls DESC, Model, Served, Why, Provider LIMIT 200
