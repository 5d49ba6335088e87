-- dashboard: Run
-- uid: aiops-run
-- description: One run: what it was asked, what it did step by step, what that cost, where it failed, who approved what.
-- from: now-30d
-- text: run = Run
-- constant: approvals = http://127.0.0.1:8321

-- panel: The run
-- type: table 24x4
-- unit: none
-- days: 2
-- empty: no such run in the time range
-- column: Duration = ms
-- link: Agent -> aiops-runs?var-agent={Agent}
-- link: Service -> aiops-runs?var-service={Service}
-- link: RunId -> ${approvals}/runs/{RunId}
-- description: The run's id opens the page where people label it. Who ran it, when, and how it ended. A run is lost when its process has not been heard of for 60 s.
SELECT
  Status, toDateTime64(StartedAt, 3) AS Started, toDateTime64(EndedAt, 3) AS Ended, DurationMs AS Duration, AgentName AS Agent, AgentVersion AS Version,
  ServiceName AS Service, Environment, Team, UserId AS User, ConversationId AS Conversation, arrayStringConcat(Models, ', ') AS Models,
  ErrorType AS Error, ErrorMessage AS Message, FailingSpanId AS FailedIn, RunId, TraceId
FROM @few-runs AS r
WHERE RunId = @text(run)

-- panel: Cost
-- type: stat 4x4
-- unit: currencyUSD
-- decimals: 4
-- days: 2
-- empty: unknown: no call has a price
-- description: What the priced calls of the run cost.
WITH if(CostStatus = 'unresolved', FoundPrice.CostUsd, CostUsd) AS usd, if(CostStatus = 'unresolved', FoundPrice.CostStatus, CostStatus) AS price
SELECT toFloat64(if(sum(usd) IS NULL AND countIf(price = 'unpriced') = 0, 0, sum(usd))) AS cost
@of-run

-- panel: Calls without a price
-- type: stat 4x4
-- unit: none
-- thresholds: green, orange 1
-- days: 2
-- empty: no such run in the time range
-- description: Model calls whose cost is unknown and not in the cost.
SELECT countIf(CostStatus = 'unpriced' OR FoundPrice.CostStatus = 'unpriced') AS unpriced
@of-run

-- panel: Model calls
-- type: stat 4x4
-- unit: none
-- days: 2
-- empty: no such run in the time range
-- description: Calls of models, retries not counted.
SELECT countIf(IsModelCall = 1) AS calls
@of-run

-- panel: Tool calls
-- type: stat 4x4
-- unit: none
-- days: 2
-- empty: no such run in the time range
-- description: Calls of tools, those that were held or refused among them.
SELECT countIf(Operation = 'execute_tool') AS calls
@of-run

-- panel: Retries and fallbacks
-- type: stat 4x4
-- unit: none
-- thresholds: green, yellow 1
-- days: 2
-- empty: no such run in the time range
-- description: HTTP attempts after the first, and model calls that stand in for a failed one.
SELECT toInt64(ifNull(sum(Attempts), 0)) - toInt64(count(Attempts)) AS retries, countIf(FallbackFromSpanId != '') AS fallbacks
@of-run

-- panel: Tokens
-- type: stat 4x4
-- unit: none
-- days: 2
-- empty: the provider reported none
-- description: Input tokens, cached ones included, and output tokens, reasoning included.
SELECT sum(InputTokens) AS input, sum(OutputTokens) AS output
@of-run

-- panel: States
-- type: state-timeline 24x5
-- unit: none
-- days: 1
-- empty: the run reported no states: it is of another language, or older than what is kept
-- description: When it ran, waited for a person, and ended, as its process reported.
SELECT
  toDateTime64(EventTime, 3) AS time,
  multiIf(Kind = 'ended', toString(Status), Kind = 'waiting_approval', 'waiting_approval', 'running') AS state
FROM run_events
WHERE RunId = @text(run) AND $__timeFilter(EventTime) AND Kind IN ('started', 'waiting_approval', 'resumed', 'ended')
ORDER BY time, state LIMIT 1000

-- panel: Trace
-- type: traces 24x16
-- unit: none
-- days: 2
-- empty: no spans of this run in the time range
-- description: The spans of the trace that its root is in.
SELECT
  TraceId AS traceID, SpanId AS spanID, ParentSpanId AS parentSpanID, ServiceName AS serviceName, SpanName AS operationName,
  toUnixTimestamp64Nano(Timestamp) * 0.000001 AS startTime, Duration * 0.000001 AS duration,
  arrayMap(key -> map('key', key, 'value', SpanAttributes[key]), mapKeys(SpanAttributes)) AS tags,
  arrayMap(key -> map('key', key, 'value', ResourceAttributes[key]), mapKeys(ResourceAttributes)) AS serviceTags,
  if(Failed = 1, 2, 0) AS statusCode, StatusMessage AS statusMessage, SpanKind AS kind
FROM otel_traces
WHERE TraceId != '' AND TraceId = @root AND $__timeFilter(Timestamp)
ORDER BY Timestamp, SpanId

-- panel: Steps
-- type: table 24x14
-- unit: none
-- days: 2
-- empty: no steps of this run in the time range
-- column: Duration = ms
-- column: Cost = currencyUSD, decimals 6
-- description: Model calls, tool calls and nested agents in the order in which they began. A cost that is empty is unknown, or nothing was billed.
SELECT
  toDateTime64(s.Timestamp, 3) AS Started, s.Operation AS Operation,
  multiIf(s.ToolName != '', toString(s.ToolName), s.IsModelCall = 1, toString(s.RequestModel), toString(s.AgentName)) AS What,
  s.Provider AS Provider, s.Outcome AS Outcome, s.Attempts AS Attempts, s.FallbackFromModel AS InPlaceOf,
  s.ErrorType AS Error, leftUTF8(s.StatusMessage, 300) AS Message, s.InputTokens AS InputTokens, s.OutputTokens AS OutputTokens,
  toFloat64(if(s.CostStatus = 'unresolved', s.FoundPrice.CostUsd, s.CostUsd)) AS Cost,
  if(s.CostStatus = 'unresolved', s.FoundPrice.CostStatus, s.CostStatus) AS Price, s.Duration / 1e6 AS Duration,
  s.SpanAttributes['aiops.approval.state'] AS Approval, s.SpanAttributes['aiops.budget.rule'] AS Refusal, s.SpanId AS Span
FROM otel_traces AS s
WHERE s.RunId = @text(run) AND $__timeFilter(s.Timestamp) AND s.Operation != ''
ORDER BY s.Timestamp, s.SpanId LIMIT 2000

-- panel: Attempts
-- type: table 12x8
-- unit: none
-- days: 2
-- empty: no attempts were recorded
-- column: Waited = ms
-- column: Took = ms
-- description: Every HTTP attempt of a model call, with what came of it and how long it waited after the one before.
SELECT
  RequestModel AS Model, toUInt32OrZero(Attributes['aiops.attempt.number']) AS Attempt, Attributes['http.response.status_code'] AS Answer,
  Attributes['error.type'] AS Error, toUInt64OrNull(Attributes['aiops.attempt.wait_ms']) AS Waited,
  toUInt64OrNull(Attributes['aiops.attempt.duration_ms']) AS Took, SpanId AS Span
FROM otel_traces
ARRAY JOIN Events.Name AS Event, Events.Attributes AS Attributes
WHERE RunId = @text(run) AND $__timeFilter(Timestamp) AND Event = 'aiops.attempt'
ORDER BY Timestamp, Span, Attempt LIMIT 1000

-- panel: Approvals
-- type: table 12x8
-- unit: none
-- empty: nothing of this run waited for a person
-- column: Waited = s, decimals 0
-- link: Approval -> ${approvals}/approvals/{Approval}
-- description: What of this run had to wait for a person; the first column opens the form where it is decided.
SELECT
  Approval, Tool, leftUTF8(Arguments, 300) AS Arguments, Rule, State, DecidedBy,
  dateDiff('second', Requested, ifNull(Settled, now64(3))) AS Waited, Requested
FROM @approvals
WHERE RunId = @text(run)
ORDER BY Requested, Approval LIMIT 200

-- panel: Scores
-- type: table 24x8
-- unit: none
-- days: 1
-- empty: no evaluator has scored this run
-- column: Score = percentunit, decimals 0
-- column: Cost = currencyUSD, decimals 4
-- description: What evaluators said of the run, its model calls and its tool calls, the worst first. Without a score: it did not apply, was not recorded, or the evaluator failed.
SELECT
  Evaluator, Status, Score, multiIf(Passed = 1, 'passed', Passed = 0, 'not passed', '') AS Result, Label, leftUTF8(Explanation, 500) AS Why, Source,
  TargetKind AS Target, if(TargetKind = 'run', '', TargetId) AS Span, JudgeModel AS Judge, toFloat64(JudgeCostUsd) AS Cost, ScoredAt AS Scored,
  leftUTF8(EvaluatorVersion, 12) AS Version
FROM (
  SELECT * FROM eval_scores
  WHERE RunId = @text(run) AND @scores-once
  @that-hold
)
ORDER BY Status = 'not_applicable', Score NULLS LAST, Evaluator, Target, Span, Version, Source LIMIT 500

-- panel: Input and output
-- type: table 24x8
-- unit: none
-- days: 1
-- empty: its text was not recorded
-- column: Text = cell auto
-- description: What the run was asked and what it answered, truncated and with secrets taken out.
SELECT Part, Text
FROM (
  SELECT 'asked' AS Part, argMinIf(Input, EventTime, Input != '') AS Text FROM run_events WHERE RunId = @text(run) AND $__timeFilter(EventTime)
  UNION ALL
  SELECT 'answered' AS Part, argMaxIf(Output, EventTime, Output != '') AS Text FROM run_events WHERE RunId = @text(run) AND $__timeFilter(EventTime)
)
WHERE Text != ''
ORDER BY Part DESC LIMIT 2

-- panel: Messages
-- type: table 24x10
-- unit: none
-- days: 1
-- empty: messages are not recorded: their capture is off, or they are older than a week
-- description: What was said to and by models and tools, where its capture is switched on.
SELECT toDateTime64(Timestamp, 3) AS Time, Part, leftUTF8(Content, 4000) AS Content, Redacted, Truncated, SpanId AS Span
FROM message_content
WHERE RunId = @text(run) AND $__timeFilter(Timestamp)
ORDER BY Timestamp, Span, Part LIMIT 500
