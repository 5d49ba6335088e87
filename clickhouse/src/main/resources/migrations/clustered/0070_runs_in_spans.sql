CREATE VIEW IF NOT EXISTS runs_in_spans ON CLUSTER '{cluster}' AS
-- The aggregates are those of the projection runs_by_hour, word for word, so that it serves them. A run has ended when its
-- root span is there; a run of another language has no mark on its root, and its first span stands for it.
SELECT
  RunId,
  0 AS FromEvents,
  if(HasRoot = 1 OR RunId = Root.1, 2, 0) AS Rank,
  multiIf(Rank = 0, 'running', Root.5 = 1, 'error', 'ok') AS Status,
  if(HasRoot = 1, Root.3, FirstSpanAt) AS StartedAt,
  multiIf(HasRoot = 1, toNullable(addNanoseconds(Root.3, Root.4)), Rank = 2, LastSpanAt, NULL) AS EndedAt,
  LastSpanAt AS LastSeenAt,
  Root.1 AS TraceId,
  Root.2 AS RootSpanId,
  Root.9 AS ServiceName,
  Root.12 AS Environment,
  Root.13 AS Team,
  Root.10 AS AgentName,
  Root.11 AS AgentVersion,
  Root.14 AS UserId,
  Root.15 AS ConversationId,
  CAST(Models, 'Array(String)') AS Models,
  multiIf(Root.5 = 0, '', Root.8 != '', Root.8, FirstFailedSpanId != '', FirstFailedSpanId, Root.2) AS FailingSpanId,
  Root.7 AS ErrorType,
  Root.6 AS ErrorMessage,
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
    argMin(
      tuple(TraceId, SpanId, Timestamp, Duration, Failed, StatusMessage, toString(ErrorType), FailingSpanId, toString(ServiceName),
        toString(AgentName), toString(AgentVersion), toString(Environment), toString(Team), UserId, ConversationId),
      tuple(1 - IsRunRoot, Timestamp)) AS Root,
    argMinIf(SpanId, addNanoseconds(Timestamp, Duration), Failed = 1 AND IsRunRoot = 0) AS FirstFailedSpanId,
    min(Timestamp) AS FirstSpanAt,
    max(addNanoseconds(Timestamp, Duration)) AS LastSpanAt,
    max(IsRunRoot) AS HasRoot,
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
