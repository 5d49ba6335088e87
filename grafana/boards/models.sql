-- dashboard: Models
-- uid: aiops-models
-- description: Models side by side: how fast, how reliable, how dear.
-- from: now-24h
-- refresh: 5m
-- variables: environment, team, service, agent, model

-- panel: Side by side
-- type: table 24x10
-- unit: none
-- days: 1
-- empty: no model calls in the time range
-- column: ErrorShare = percentunit, decimals 1, steps green|yellow 0.02|red 0.1
-- column: Median = ms
-- column: P95 = ms
-- column: P99 = ms
-- column: FirstChunk = s, decimals 2
-- column: TokensPerSecond = none, decimals 0
-- column: Per1000Runs = currencyUSD, decimals 2
-- column: Per1000Calls = currencyUSD, decimals 2
-- column: Unpriced = none, steps text|orange 1
-- description: Durations are of calls that were answered, waits between retries included. First chunk is the 95th percentile of streams, tokens per second the median of output tokens by duration. Costs per 1000 are of the priced calls, by all runs or calls that have a price.
SELECT
  Provider, RequestModel AS Model, count() AS Calls, uniqExactIf(RunId, RunId != '') AS Runs,
  countIf(Outcome IN ('error', 'cut')) / Calls AS ErrorShare,
  quantileExactIfOrNull(0.5)(DurationMs, Outcome = 'ok') AS Median, quantileExactIfOrNull(0.95)(DurationMs, Outcome = 'ok') AS P95,
  quantileExactIfOrNull(0.99)(DurationMs, Outcome = 'ok') AS P99,
  quantileExactIfOrNull(0.95)(assumeNotNull(TimeToFirstChunk), TimeToFirstChunk IS NOT NULL) AS FirstChunk,
  quantileExactIfOrNull(0.5)(ifNull(c.OutputTokens, 0) * 1000 / DurationMs, Outcome = 'ok' AND c.OutputTokens > 0 AND DurationMs > 0) AS TokensPerSecond,
  1000 * toFloat64(sumIf(c.CostUsd, RunId != '')) / nullIf(uniqExactIf(RunId, RunId != '' AND c.CostUsd IS NOT NULL), 0) AS Per1000Runs,
  1000 * toFloat64(sum(c.CostUsd)) / nullIf(count(c.CostUsd), 0) AS Per1000Calls,
  countIf(CostStatus = 'unpriced') AS Unpriced
FROM llm_calls AS c
WHERE $__timeFilter(Timestamp) AND Outcome != 'refused'
    AND @calls
GROUP BY Provider, Model ORDER BY Calls DESC, Provider, Model LIMIT 200

-- panel: Median duration
-- type: timeseries 12x8
-- unit: ms
-- series: model
-- days: 1
-- empty: no call was answered in the time range
-- description: Half of the calls that were answered took longer.
SELECT $__timeInterval(Timestamp) AS time, toString(RequestModel) AS model, quantileExact(0.5)(DurationMs) AS median
FROM llm_calls
WHERE $__timeFilter(Timestamp) AND Outcome = 'ok'
    AND @calls
GROUP BY time, model ORDER BY time, model

-- panel: 95 % are shorter than
-- type: timeseries 12x8
-- unit: ms
-- series: model
-- days: 1
-- empty: no call was answered in the time range
-- description: One in twenty of the calls that were answered took longer.
SELECT $__timeInterval(Timestamp) AS time, toString(RequestModel) AS model, quantileExact(0.95)(DurationMs) AS p95
FROM llm_calls
WHERE $__timeFilter(Timestamp) AND Outcome = 'ok'
    AND @calls
GROUP BY time, model ORDER BY time, model

-- panel: Time to first chunk
-- type: timeseries 12x8
-- unit: s
-- series: model
-- days: 1
-- empty: no streams in the time range
-- description: 95th percentile, of streams only.
SELECT $__timeInterval(Timestamp) AS time, toString(RequestModel) AS model, quantileExact(0.95)(assumeNotNull(TimeToFirstChunk)) AS p95
FROM llm_calls
WHERE $__timeFilter(Timestamp) AND TimeToFirstChunk IS NOT NULL
    AND @calls
GROUP BY time, model ORDER BY time, model

-- panel: Output tokens per second
-- type: timeseries 12x8
-- unit: none
-- series: model
-- days: 1
-- empty: no call reported output tokens
-- description: Median of output tokens by duration, of calls that were answered.
SELECT $__timeInterval(Timestamp) AS time, toString(RequestModel) AS model, quantileExact(0.5)(assumeNotNull(OutputTokens) * 1000 / DurationMs) AS per_second
FROM llm_calls
WHERE $__timeFilter(Timestamp) AND Outcome = 'ok' AND OutputTokens > 0 AND DurationMs > 0
    AND @calls
GROUP BY time, model ORDER BY time, model

-- panel: Error share
-- type: timeseries 12x8
-- unit: percentunit
-- max: 1
-- series: model
-- days: 1
-- to: aiops-failures
-- empty: no model calls in the time range
-- description: Calls that ended in an error or were cut, of those that were sent.
SELECT $__timeInterval(Timestamp) AS time, toString(RequestModel) AS model, countIf(Outcome IN ('error', 'cut')) / count() AS share
FROM llm_calls
WHERE $__timeFilter(Timestamp) AND Outcome != 'refused'
    AND @calls
GROUP BY time, model ORDER BY time, model

-- panel: Calls
-- type: timeseries 12x8
-- unit: none
-- draw: bars
-- series: model
-- days: 1
-- empty: no model calls in the time range
-- description: Calls that were sent, retries not counted.
SELECT $__timeInterval(Timestamp) AS time, toString(RequestModel) AS model, count() AS calls
FROM llm_calls
WHERE $__timeFilter(Timestamp) AND Outcome != 'refused'
    AND @calls
GROUP BY time, model ORDER BY time, model

-- panel: Where another model stood in
-- type: table 24x8
-- unit: none
-- days: 1
-- empty: no call stood in for a failed one
-- column: Cost = currencyUSD, decimals 4
-- description: Calls that stood in for a failed one, by what failed and what came instead.
SELECT
  FallbackFromModel AS Failed, FallbackFromProvider AS FailedAt, FallbackFromError AS Error, RequestModel AS Instead, Provider AS InsteadAt,
  count() AS Calls, countIf(Outcome = 'ok') AS Answered, toFloat64(sum(c.CostUsd)) AS Cost
FROM llm_calls AS c
WHERE $__timeFilter(Timestamp) AND FallbackFromSpanId != ''
    AND @calls
GROUP BY Failed, FailedAt, Error, Instead, InsteadAt ORDER BY Calls DESC, Failed, Instead, FailedAt, InsteadAt, Error LIMIT 100
