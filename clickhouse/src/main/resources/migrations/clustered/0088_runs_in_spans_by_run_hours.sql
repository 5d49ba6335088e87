CREATE OR REPLACE VIEW runs_in_spans ON CLUSTER '{cluster}' AS
-- The aggregates are those of the projection run_hours, word for word, so that it serves them. A run has ended when its root span is there; a
-- run of another language has no mark on its root, and its first span stands for it.
SELECT
  RunId,
  0 AS FromEvents,
  if(HasRoot = 1 OR IsTrace = 1, 2, 0) AS Rank,
  multiIf(Rank = 0, 'running', RootFailed = 1, 'error', 'ok') AS Status,
  if(HasRoot = 1, RootStartedAt, FirstSpanAt) AS StartedAt,
  multiIf(HasRoot = 1, toNullable(RootEndedAt), Rank = 2, LastSpanAt, NULL) AS EndedAt,
  LastSpanAt AS LastSeenAt,
  Rest[1] AS TraceId,
  Rest[2] AS RootSpanId,
  Who[1] AS ServiceName,
  Who[4] AS Environment,
  Who[5] AS Team,
  Who[2] AS AgentName,
  Who[3] AS AgentVersion,
  Rest[5] AS UserId,
  Rest[6] AS ConversationId,
  CAST(Models, 'Array(String)') AS Models,
  multiIf(RootFailed = 0, '', Rest[4] != '', Rest[4], FirstFailedSpanId != '', FirstFailedSpanId, Rest[2]) AS FailingSpanId,
  Rest[3] AS ErrorType,
  Rest[7] AS ErrorMessage,
  Spans,
  FailedSpans,
  ModelCalls,
  ToolCalls,
  toUInt64(ifNull(Attempts, 0)) - CallsWithAttempts AS Retries,
  Fallbacks,
  InputTokens,
  OutputTokens,
  CacheReadTokens,
  ReasoningTokens,
  CostUsd,
  UnpricedCalls,
  EstimatedCalls,
  '' AS Input,
  '' AS Output
FROM (
  SELECT
    RunId,
    splitByChar('\0', argMin(
      concat(toString(ServiceName), '\0', toString(AgentName), '\0', toString(AgentVersion), '\0', toString(Environment), '\0', toString(Team)),
      toUnixTimestamp64Nano(Timestamp) - 4611686018427387904 * IsRunRoot)) AS Who,
    splitByChar('\0', argMin(
      concat(TraceId, '\0', SpanId, '\0', toString(ErrorType), '\0', FailingSpanId, '\0', UserId, '\0', ConversationId, '\0', replaceAll(StatusMessage, '\0', ' ')),
      toUnixTimestamp64Nano(Timestamp) - 4611686018427387904 * IsRunRoot)) AS Rest,
    argMin(Failed, toUnixTimestamp64Nano(Timestamp) - 4611686018427387904 * IsRunRoot) AS RootFailed,
    argMinIf(SpanId, toUnixTimestamp64Nano(Timestamp) + Duration, Failed = 1 AND IsRunRoot = 0) AS FirstFailedSpanId,
    min(Timestamp) AS FirstSpanAt,
    max(addNanoseconds(Timestamp, Duration)) AS LastSpanAt,
    minIf(Timestamp, IsRunRoot = 1) AS RootStartedAt,
    maxIf(addNanoseconds(Timestamp, Duration), IsRunRoot = 1) AS RootEndedAt,
    max(IsRunRoot) AS HasRoot,
    max(RunId = otel_traces.TraceId) AS IsTrace,
    groupUniqArrayIf(RequestModel, IsModelCall = 1) AS Models,
    count() AS Spans,
    sum(Failed) AS FailedSpans,
    sum(IsModelCall) AS ModelCalls,
    countIf(Operation = 'execute_tool') AS ToolCalls,
    sum(otel_traces.Attempts) AS Attempts,
    countIf(otel_traces.Attempts IS NOT NULL) AS CallsWithAttempts,
    countIf(FallbackFromSpanId != '') AS Fallbacks,
    sum(otel_traces.InputTokens) AS InputTokens,
    sum(otel_traces.OutputTokens) AS OutputTokens,
    sum(otel_traces.CacheReadTokens) AS CacheReadTokens,
    sum(otel_traces.ReasoningTokens) AS ReasoningTokens,
    sum(otel_traces.CostUsd) AS CostUsd,
    countIf(CostStatus = 'unpriced') AS UnpricedCalls,
    countIf(CostStatus = 'estimated') AS EstimatedCalls
  FROM otel_traces
  WHERE RunId != '' AND toStartOfHour(Timestamp) >= toStartOfHour({since:DateTime64(9)})
  GROUP BY RunId
)
COMMENT 'for runs: runs as their spans show them'
