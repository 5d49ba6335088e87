-- dashboard: Failures
-- uid: aiops-failures
-- description: What fails, where, since when, and what it cost; which provider is to blame; which calls were refused or went out unseen.
-- from: now-24h
-- refresh: 1m
-- variables: environment, team, service, agent, model
-- releases: yes

-- panel: Failed runs
-- type: stat 4x4
-- unit: none
-- thresholds: green, red 1
-- to: aiops-runs?var-status=error
-- days: 2
-- empty: no runs
-- description: Runs that began in the time range and ended with an error.
SELECT countIf(Status = 'error') AS failed
FROM @runs AS r
WHERE $__timeFilter(StartedAt)
    AND @who AND @any-model(r.Models)

-- panel: Lost runs
-- type: stat 4x4
-- unit: none
-- thresholds: green, red 1
-- to: aiops-runs?var-status=lost
-- days: 2
-- empty: no runs
-- description: Runs whose process has not been heard of for 60 s.
SELECT countIf(Status = 'lost') AS lost
FROM @runs AS r
WHERE $__timeFilter(StartedAt)
    AND @who AND @any-model(r.Models)

-- panel: Failed model calls
-- type: stat 4x4
-- unit: none
-- thresholds: green, yellow 1
-- days: 1
-- empty: no calls
-- description: Calls that ended in an error, were cut by the provider, cancelled or abandoned. Refused ones are beside.
SELECT countIf(Outcome NOT IN ('ok', 'refused')) AS failed
FROM llm_calls
WHERE $__timeFilter(Timestamp)
    AND @calls

-- panel: Time-outs
-- type: stat 4x4
-- unit: none
-- thresholds: green, yellow 1
-- days: 1
-- empty: no calls
-- description: Model and tool calls whose error is a time-out, or HTTP 408 or 504.
SELECT countIf(@is-timeout) AS timeouts
FROM otel_traces
WHERE $__timeFilter(Timestamp) AND Operation != '' AND IsRunRoot = 0 AND ErrorType != ''
    AND @who

-- panel: Refused calls
-- type: stat 4x4
-- unit: none
-- thresholds: green, orange 1
-- days: 1
-- empty: no calls
-- description: Model calls that a budget refused before anything was sent.
SELECT count() AS refused
FROM budget_refusals
WHERE $__timeFilter(time) AND mode = 'enforce'
    AND @refused

-- panel: Spent on failed runs
-- type: stat 4x4
-- unit: currencyUSD
-- decimals: 2
-- thresholds: green, orange 0.01
-- to: aiops-costs
-- days: 2
-- empty: no run failed
-- description: What the runs cost that failed or were lost, as far as it is known.
SELECT toFloat64(ifNull(sumIf(CostUsd, Status IN ('error', 'lost')), 0)) AS lost
FROM @runs AS r
WHERE $__timeFilter(StartedAt)
    AND @who AND @any-model(r.Models)

-- panel: Failures that belong together
-- type: table 24x11
-- unit: none
-- days: 2
-- empty: no run failed in the time range
-- column: Lost = currencyUSD, decimals 4
-- column: From = hidden
-- column: To = hidden
-- link: Example -> aiops-run?var-run={Example}&from={From}&to={To}
-- link: Agent -> aiops-runs?var-agent={Agent}&var-status=error
-- description: Failed runs by the error, the tool or model in which it happened, the agent and its version. First and last seen are within the time range. The example is the newest of them.
SELECT
  Error, Place, Agent, Version, count() AS Runs, min(Started) AS FirstSeen, max(Started) AS LastSeen, toFloat64(ifNull(sum(usd), 0)) AS Lost,
  sum(unpriced) AS Unpriced, argMax(Message, Started) AS NewestMessage, argMax(run, Started) AS Example,
  toString(toUnixTimestamp64Milli(argMax(Started, Started)) - 60000) AS From, toString(toUnixTimestamp64Milli(argMax(seen, Started)) + 60000) AS To
FROM (@failed-runs) AS f
GROUP BY Error, Place, Agent, Version ORDER BY Runs DESC, LastSeen DESC, Error, Place, Agent, Version LIMIT 200

-- panel: Failed calls by error
-- type: timeseries 12x8
-- unit: none
-- draw: bars
-- series: error
-- days: 1
-- empty: no call failed in the time range
-- description: Model and tool calls that failed, by their error.
SELECT $__timeInterval(Timestamp) AS time, toString(ErrorType) AS error, count() AS failed
FROM otel_traces
WHERE $__timeFilter(Timestamp) AND Operation != '' AND IsRunRoot = 0 AND ErrorType != ''
    AND @who
GROUP BY time, error ORDER BY time, error

-- panel: Error share by provider
-- type: timeseries 12x8
-- unit: percentunit
-- max: 1
-- series: provider
-- days: 1
-- empty: no model calls in the time range
-- description: Model calls that ended in an error or were cut, of all that were sent to the provider.
SELECT $__timeInterval(Timestamp) AS time, if(Provider = '', 'unknown', toString(Provider)) AS provider, countIf(Outcome IN ('error', 'cut')) / count() AS share
FROM llm_calls
WHERE $__timeFilter(Timestamp) AND Outcome != 'refused'
    AND @calls
GROUP BY time, provider ORDER BY time, provider

-- panel: Providers
-- type: table 12x8
-- unit: none
-- days: 1
-- empty: no model calls in the time range
-- column: ErrorShare = percentunit, decimals 1, steps green|yellow 0.02|red 0.1
-- column: Median = ms
-- column: P95 = ms
-- description: How calls went at each provider. Durations are of calls that were answered.
SELECT
  if(Provider = '', 'unknown', toString(Provider)) AS Provider, ServerAddress AS Host, count() AS Calls, countIf(Outcome IN ('error', 'cut')) AS Errors,
  Errors / Calls AS ErrorShare, countIf(@is-timeout) AS Timeouts, sum(greatest(0, toInt64(ifNull(c.Attempts, 1)) - 1)) AS Retries,
  quantileExactIfOrNull(0.5)(DurationMs, Outcome = 'ok') AS Median, quantileExactIfOrNull(0.95)(DurationMs, Outcome = 'ok') AS P95
FROM llm_calls AS c
WHERE $__timeFilter(Timestamp) AND Outcome != 'refused'
    AND @calls
GROUP BY Provider, Host ORDER BY ErrorShare DESC, Calls DESC, Host, Provider LIMIT 100

-- panel: Tools
-- type: table 12x8
-- unit: none
-- days: 1
-- empty: no tool calls in the time range
-- column: ErrorShare = percentunit, decimals 1, steps green|yellow 0.02|red 0.1
-- column: P95 = ms
-- description: How calls of tools went. Those that a person denied are no errors of the tool and counted beside.
SELECT
  ToolName AS Tool, AgentName AS Agent, count() AS Calls, countIf(Outcome = 'error') AS Errors, countIf(Outcome = 'refused') AS Refused, Errors / Calls AS ErrorShare,
  countIf(@is-timeout) AS Timeouts, quantileExact(0.95)(DurationMs) AS P95
FROM tool_calls
WHERE $__timeFilter(Timestamp)
    AND @who
GROUP BY Tool, Agent ORDER BY ErrorShare DESC, Calls DESC, Tool, Agent LIMIT 100

-- panel: Refusals of budgets
-- type: table 12x8
-- unit: none
-- days: 2
-- empty: no budget refused a call
-- column: Asked = currencyUSD, decimals 4
-- column: Spent = currencyUSD, decimals 4
-- column: Cap = currencyUSD, decimals 2
-- link: Agent -> aiops-runs?var-agent={Agent}
-- description: By budget and rule; of observing budgets those that would have been refused. Figures are those of the newest.
SELECT
  budget AS Budget, rule AS Rule, mode AS Mode, agent AS Agent, count() AS Calls, max(toDateTime64(time, 3)) AS Newest,
  toFloat64(argMax(cap_usd, time)) AS Cap, toFloat64(argMax(spent_usd, time)) AS Spent, toFloat64(argMax(asked_usd, time)) AS Asked
FROM budget_refusals
WHERE $__timeFilter(time)
    AND @refused
GROUP BY Budget, Rule, Mode, Agent ORDER BY Calls DESC, Newest DESC, Budget, Rule, Mode, Agent LIMIT 200

-- panel: Ungoverned calls
-- type: table 12x8
-- unit: none
-- days: 1
-- empty: every call to a model host went through a hook
-- description: Calls by HTTP or gRPC to known model hosts that no hook owned: nothing capped or approved them. The library is one that we do not know, or its hook is switched off.
SELECT
  ServiceName AS Service, Environment, SpanAttributes['server.address'] AS Host, count() AS Calls, max(toDateTime64(Timestamp, 3)) AS Newest,
  argMax(ScopeName, Timestamp) AS Instrumentation
FROM otel_traces
WHERE $__timeFilter(Timestamp) AND Ungoverned = 1
    AND @who
GROUP BY Service, Environment, Host ORDER BY Calls DESC, Service, Host, Environment LIMIT 100

-- panel: Newest failed steps
-- type: table 24x10
-- unit: none
-- days: 1
-- empty: no step failed in the time range
-- column: Duration = ms
-- column: From = hidden
-- link: RunId -> aiops-run?var-run={RunId}&from={From}&to=now
-- description: Model and tool calls that failed, newest first.
SELECT
  toDateTime64(Timestamp, 3) AS Time, AgentName AS Agent, ServiceName AS Service, SpanName AS Step, ErrorType AS Error, leftUTF8(StatusMessage, 300) AS Message,
  Outcome, Duration / 1e6 AS Duration, RunId, @run-from(Timestamp) AS From
FROM otel_traces
WHERE $__timeFilter(Timestamp) AND Operation != '' AND IsRunRoot = 0 AND ErrorType != ''
    AND @who
ORDER BY Timestamp DESC, SpanId LIMIT 100
