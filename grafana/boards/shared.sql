-- snippet: runs
-- Of an hour before, so that a run that began then is not taken to begin in the time range: while it lives it reports every 15 s, and a run of
-- another language has a span now and then.
runs_since(since = toDateTime64($__fromTime, 9) - INTERVAL 1 HOUR)

-- snippet: few-runs
-- The same, for runs that are asked for by their ids.
runs_by_id(since = toDateTime64($__fromTime, 9) - INTERVAL 1 HOUR)

-- snippet: of-run
-- The spans of one run, with an answer where it has begun and has none yet: without a view, planning is most of what such a query takes.
FROM otel_traces
WHERE RunId = @text(run) AND Timestamp >= toStartOfHour($__fromTime - INTERVAL 1 HOUR)
HAVING count() > 0
  OR (SELECT count() FROM run_events WHERE RunId = @text(run) AND EventTime >= toStartOfHour($__fromTime - INTERVAL 1 HOUR)) > 0

-- snippet: states
-- Runs with what it takes to count them, without their ids. What they cost is left out, and what else their roots say.
run_outcomes(since = toDateTime64($__fromTime, 9) - INTERVAL 1 HOUR)

-- snippet: states-twice
-- The same, of the time range and of one as long before it.
run_outcomes(since = toDateTime64($__fromTime - toIntervalSecond($__toTime - $__fromTime), 9) - INTERVAL 1 HOUR)

-- snippet: week
>= toDate($__toTime, 'UTC') - 7 AND Day < toDate($__toTime, 'UTC')

-- snippet: frozen-week
-- Days of the week before that are frozen with all their calls, as view costs finds them, of that week alone.
(
  SELECT groupArray(Day)
  FROM (SELECT Day, sum(Calls) AS FrozenCalls FROM costs_closed WHERE Day @week GROUP BY Day) AS closed
  GLOBAL LEFT JOIN (
    SELECT toDate(Timestamp, 'UTC') AS Day, count() AS KeptCalls FROM otel_traces WHERE CostStatus != '' AND Day @week GROUP BY Day
  ) AS kept USING (Day)
  WHERE FrozenCalls >= KeptCalls
)

-- snippet: releases
-- Versions that no day of the week before has, by the projection that has when each was seen first on a day.
SELECT minIf(first, @who) AS time, concat(AgentName, ' ', AgentVersion) AS text, ServiceName AS tags
FROM (
  SELECT toDate(Timestamp, 'UTC') AS Day, AgentName, AgentVersion, ServiceName, Environment, Team, min(Timestamp) AS first
  FROM otel_traces
  WHERE Day >= toDate($__fromTime, 'UTC') - 7 AND Day <= toDate($__toTime, 'UTC') AND AgentName != '' AND AgentVersion != ''
  GROUP BY Day, AgentName, AgentVersion, ServiceName, Environment, Team
)
GROUP BY AgentName, AgentVersion, ServiceName
HAVING min(Day) >= toDate($__fromTime, 'UTC') AND time >= $__fromTime AND time <= $__toTime
ORDER BY time LIMIT 100

-- snippet: budgets
-- The budgets of the policy in force, each on the day that it has now in its own zone. Spending goes on until midnight as it did in the two
-- hours before now, or since the day began where that is later.
(
  SELECT
    name, mode, today, halted,
    ifNull(known.cap, cap_of_policy) / 1e9 AS cap, ifNull(known.spent, 0) / 1e9 AS spent, ifNull(known.leased, 0) / 1e9 AS leased,
    greatest(toInt64(60), least(toInt64(7200), since_midnight)) AS rate_seconds,
    if(since_midnight <= 7200, spent, spent - ifNull(known.spent_before, 0) / 1e9) AS spent_lately,
    spent + spent_lately / rate_seconds * greatest(0, 86400 - since_midnight) AS forecast
  FROM (
    SELECT
      JSONExtractString(rule, 'name') AS name,
      lower(JSONExtractString(rule, 'mode')) AS mode,
      JSONExtractInt(rule, 'dailyCap') AS cap_of_policy,
      formatDateTime(now('UTC'), '%F', JSONExtractString(rule, 'zone')) AS today,
      toInt64(formatDateTime(now('UTC'), '%H', JSONExtractString(rule, 'zone'))) * 3600
        + toInt64(formatDateTime(now('UTC'), '%i', JSONExtractString(rule, 'zone'))) * 60
        + toInt64(formatDateTime(now('UTC'), '%S', JSONExtractString(rule, 'zone'))) AS since_midnight
    FROM (
      SELECT arrayJoin(JSONExtractArrayRaw(body, 'policy', 'budgets')) AS rule
      FROM (SELECT argMax(body, seq) AS body FROM control_log WHERE kind = 'policy_effective')
    )
  ) AS policy
  LEFT JOIN (
    SELECT
      budget AS name, toString(assumeNotNull(day)) AS today,
      toNullable(argMax(cap_nanos, seq)) AS cap, toNullable(argMax(spent_nanos, seq)) AS spent, toNullable(argMax(leased_nanos, seq)) AS leased,
      toNullable(argMaxIf(spent_nanos, seq, at <= now64(3) - INTERVAL 2 HOUR)) AS spent_before
    FROM control_log
    WHERE budget != '' AND day IS NOT NULL AND day >= toDate32(now() - INTERVAL 2 DAY)
    GROUP BY name, today
  ) AS known USING (name, today)
  LEFT JOIN (
    SELECT entity AS name, argMax(kind, seq) = 'budget_halted' AS halted
    FROM control_log WHERE kind IN ('budget_halted', 'budget_resumed') GROUP BY name
  ) AS halts USING (name)
  SETTINGS allow_nonconst_timezone_arguments = 1
)

-- snippet: approvals
-- Actions that waited for a person, one row each, with the state that they have now.
(
  SELECT
    entity AS Approval,
    minIf(at, kind = 'approval_requested') AS Requested,
    argMax(state_after, seq) AS State,
    minOrNullIf(at, kind IN ('approval_settled', 'approval_expired', 'approval_cancelled')) AS Settled,
    arrayStringConcat(arrayDistinct(arrayMap(vote -> vote.2, arraySort(groupArrayIf((seq, actor), kind = 'approval_decided')))), ', ') AS DecidedBy,
    toInt64(countIf(kind = 'approval_consumed')) AS Uses,
    anyIf(body, kind = 'approval_requested') AS asked,
    @what-was-asked
  FROM control_log
  WHERE startsWith(kind, 'approval_')
  GROUP BY entity
  HAVING Requested > 0
)

-- snippet: what-was-asked
JSONExtractString(asked, 'asked', 'run') AS RunId,
    JSONExtractString(asked, 'asked', 'rule', 'name') AS Rule,
    JSONExtractString(asked, 'asked', 'action', 'tool') AS Tool,
    JSONExtractString(asked, 'asked', 'action', 'arguments') AS Arguments,
    JSONExtractString(asked, 'asked', 'action', 'service') AS ServiceName,
    JSONExtractString(asked, 'asked', 'action', 'environment') AS Environment,
    JSONExtractString(asked, 'asked', 'action', 'team') AS Team,
    JSONExtractString(asked, 'asked', 'action', 'agent') AS AgentName,
    JSONExtractString(asked, 'asked', 'action', 'requester') AS Requester

-- snippet: oldest-that-wait
-- The oldest of those that wait now. Bodies are most of what is read of this log: after a LIMIT without a group they are read of the rows that are
-- left alone. Some more, as rows that came twice are equal and count once.
(
  SELECT entity AS Approval, at AS Requested, body AS asked, @what-was-asked
  FROM control_log
  WHERE kind = 'approval_requested' AND entity GLOBAL IN (
    SELECT entity FROM control_log WHERE startsWith(kind, 'approval_') GROUP BY entity HAVING argMax(state_after, seq) = 'PENDING'
  )
    AND @who
  ORDER BY Requested, Approval LIMIT 40
)

-- snippet: found
$__timeFilter(StartedAt)
    AND @who
    AND @any-model(r.Models) AND @status(Status)
    AND (CostUsd IS NULL OR CostUsd >= toDecimal64OrZero(@text(min_cost), 9))
    AND DurationMs >= 1000 * toFloat64OrZero(@text(min_seconds))
    AND (@text(search) = '' OR positionCaseInsensitiveUTF8(r.Input, @text(search)) > 0)

-- snippet: root
(SELECT argMin(TraceId, (1 - IsRunRoot, Timestamp)) FROM otel_traces WHERE RunId = @text(run) AND $__timeFilter(Timestamp))

-- snippet: calls
@who
    AND @model(RequestModel)

-- snippet: token-prices
-- nano-USD for a fresh and for a cached input token, of the newest offer that holds all day, below every tier
(
  SELECT
    provider, Model AS model,
    arrayFirst(price -> price.Unit = 'input_tokens', offer.Prices) AS input, arrayFirst(price -> price.Unit = 'cache_read_tokens', offer.Prices) AS cache,
    input.Nano[1] / input.Per[1] AS fresh, cache.Nano[1] / cache.Per[1] AS cached
  FROM (
    SELECT
      p.Provider AS catalogue_provider, p.Model AS Model,
      arrayLast(o -> o.DailyFrom = o.DailyTo AND o.FromSeconds <= toUnixTimestamp(now()), p.Offers) AS offer
    FROM prices_newest AS p
  ) AS listed
  INNER JOIN (SELECT DISTINCT Pattern AS provider, Provider AS catalogue_provider FROM price_providers_newest WHERE Kind = 'name') AS names USING (catalogue_provider)
  WHERE notEmpty(input.Per) AND notEmpty(cache.Per)
)

-- snippet: is-timeout
(positionCaseInsensitive(ErrorType, 'timeout') > 0 OR positionCaseInsensitive(ErrorType, 'timed_out') > 0 OR ErrorType IN ('408', '504'))

-- snippet: refused
@environment(environment) AND @team(team) AND @service(service) AND @agent(agent) AND @model(model)

-- snippet: failed-runs
SELECT
  if(r.ErrorType = '', '_OTHER', r.ErrorType) AS Error,
  multiIf(s.ToolName != '', concat('tool ', s.ToolName), s.RequestModel != '', concat('model ', s.RequestModel), r.FailingSpanId = '', 'unknown', 'the agent itself') AS Place,
  r.AgentName AS Agent, r.AgentVersion AS Version, toDateTime64(r.StartedAt, 3) AS Started, toDateTime64(r.LastSeenAt, 3) AS seen,
  r.CostUsd AS usd, r.UnpricedCalls AS unpriced, leftUTF8(r.ErrorMessage, 200) AS Message, r.RunId AS run
FROM (
  SELECT * FROM @runs AS r
  WHERE $__timeFilter(StartedAt) AND Status = 'error'
    AND @who AND @any-model(r.Models)
) AS r
LEFT JOIN (
  SELECT SpanId, RunId, toString(ToolName) AS ToolName, toString(RequestModel) AS RequestModel
  FROM otel_traces
  WHERE Timestamp >= $__fromTime - INTERVAL 1 DAY AND Timestamp <= $__toTime + INTERVAL 1 DAY AND Failed = 1 AND RunId != ''
) AS s ON s.SpanId = r.FailingSpanId AND s.RunId = r.RunId

-- snippet: that-hold
-- What was scored again after late spans takes the place of what was scored before.
ORDER BY Revision DESC, Status = 'error', ScoredAt
LIMIT 1 BY Evaluator, EvaluatorVersion, Source, TargetKind, RunId, TargetId

-- snippet: scored-thing
-- Where scores are only counted: what is brought together by one hash of what was scored need not be sorted, which takes most of the time. Of one
-- thing the score of the least number holds: to compare tuples, row by row, takes three times as long.
Evaluator, EvaluatorVersion, xxh3_128(Source, TargetKind, RunId, TargetId)

-- snippet: that-holds
toUInt64(255 - Revision) * 281474976710656 + toUInt64(Status = 'error') * 140737488355328 + toUnixTimestamp64Milli(ScoredAt)

-- snippet: scores-once
-- Parts are of months by when it was scored, which is after the run began, by a clock that may be slow.
$__timeFilter(RunStartedAt) AND ScoredAt >= $__fromTime - INTERVAL 1 DAY AND Dataset = ''

-- snippet: scores-twice
-- The same, of the time range and of one as long before it.
RunStartedAt >= $__fromTime - toIntervalSecond($__toTime - $__fromTime) AND RunStartedAt <= $__toTime
    AND ScoredAt >= $__fromTime - toIntervalSecond($__toTime - $__fromTime) - INTERVAL 1 DAY AND Dataset = ''

-- snippet: scored-of
@who
    AND @any-model(Models) AND @evaluator(Evaluator)

-- snippet: scores
(
  SELECT * FROM eval_scores
  WHERE @scores-once
    AND @scored-of
  @that-hold
)

-- snippet: passed-twice
Evaluator, EvaluatorVersion AS Version, countIf(NOT IsNow) AS NBefore, countIf(IsNow) AS NNow,
    countIf(Passed = 1 AND NOT IsNow) AS PassedBefore, countIf(Passed = 1 AND IsNow) AS PassedNow

-- snippet: newcombe
-- The 95 % interval of the difference of two shares, by Newcombe's method 10: each share's own by Wilson, whose ends are as far from the share
-- as the ends of the difference are from it, in the root of the sum of squares. 3.84 is the square of the normal law's 97.5th percentile.
WITH
  3.841458820694124 AS zz,
  (Before + zz / 2 / NBefore) / (1 + zz / NBefore) AS middle_before,
  sqrt(zz * (Before * (1 - Before) + zz / 4 / NBefore) / NBefore) / (1 + zz / NBefore) AS half_before,
  (Now + zz / 2 / NNow) / (1 + zz / NNow) AS middle_now,
  sqrt(zz * (Now * (1 - Now) + zz / 4 / NNow) / NNow) / (1 + zz / NNow) AS half_now
SELECT
  Evaluator, NBefore, NNow, PassedBefore / NBefore AS Before, PassedNow / NNow AS Now, Now - Before AS Change,
  Change - sqrt(pow(Now - middle_now + half_now, 2) + pow(middle_before + half_before - Before, 2)) AS Low,
  Change + sqrt(pow(middle_now + half_now - Now, 2) + pow(Before - middle_before + half_before, 2)) AS High,
  leftUTF8(Version, 12) AS Version

-- snippet: source
@environment(Environment) AND @team(Team) AND @service(ServiceName)

-- snippet: lag
greatest(0, (toUnixTimestamp64Milli(IngestedAt) * 1000000 - toUnixTimestamp64Nano(Timestamp) - toInt64(Duration)) / 1e6)

-- snippet: batches
-- Batches of our agent that came in: their id is a UUID of version 7, made when the batch was opened; a ~ and a number follow where a token was burnt.
(
  SELECT
    toString(any(ServiceName)) AS service, count() AS rows, UUIDv7ToDateTime(toUUIDOrZero(substring(BatchId, 1, 36))) AS opened, max(IngestedAt) AS arrived
  FROM otel_traces
  WHERE Timestamp >= $__fromTime - INTERVAL 1 DAY AND $__timeFilter(IngestedAt) AND BatchId != ''
    AND @source
  GROUP BY BatchId
)

-- snippet: eight
-- the length of a number, as approval-api hashes it
unhex('0000000000000008')

-- snippet: control-log-faults
-- Rows that do not fit the row before: a gap, a fork, a broken link, a time that goes back; and, of the last day, rows whose hash is not that of
-- their columns, as approval-api/README.md says how to make it.
(
  SELECT seq
  FROM (
    SELECT
      seq, at, hash, prev_hash,
      lagInFrame(toNullable(seq)) OVER before AS seq_before, lagInFrame(toNullable(at)) OVER before AS at_before,
      lagInFrame(toNullable(hash)) OVER before AS hash_before,
      at < now64(3) - INTERVAL 1 DAY OR hash = lower(hex(SHA256(concat(
        arrayStringConcat(arrayMap(n -> concat(@eight, reverse(reinterpretAsFixedString(n))), [toInt64(seq), toUnixTimestamp64Milli(at)])),
        arrayStringConcat(arrayMap(t -> concat(reverse(reinterpretAsFixedString(toInt64(length(t)))), t), [writer, toString(kind), entity, toString(state_after), toString(budget)])),
        arrayStringConcat(arrayMap(n -> if(n IS NULL, reverse(reinterpretAsFixedString(toInt64(-1))), concat(@eight, reverse(reinterpretAsFixedString(assumeNotNull(n))))),
          [toInt64(dateDiff('day', toDate32('1970-01-01'), day)), cap_nanos, spent_nanos, leased_nanos])),
        arrayStringConcat(arrayMap(t -> concat(reverse(reinterpretAsFixedString(toInt64(length(t)))), t), [actor, body, prev_hash]))
      )))) AS is_whole
    FROM control_log
    WINDOW before AS (ORDER BY seq, hash ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
  )
  WHERE NOT is_whole
    OR (seq_before IS NULL AND (seq != 1 OR prev_hash != ''))
    OR (seq_before IS NOT NULL AND NOT (seq = seq_before AND hash = hash_before)
      AND (seq != seq_before + 1 OR prev_hash != hash_before OR at < at_before))
)
