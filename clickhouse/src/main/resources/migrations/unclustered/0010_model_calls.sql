CREATE VIEW IF NOT EXISTS model_calls AS
SELECT
  Timestamp, TraceId, SpanId, ParentSpanId, RunId, ServiceName, Environment, Team, AgentName, AgentVersion, UserId, ConversationId,
  Library, Operation, Provider, RequestModel, ResponseModel,
  SpanAttributes['gen_ai.request.stream'] = 'true' AS Streaming,
  InputTokens, OutputTokens, CacheReadTokens, CacheWriteTokens, CacheWrite1hTokens, ReasoningTokens,
  InputAudioTokens, OutputAudioTokens, InputImageTokens, UsageSource,
  SpanAttributes['aiops.usage.service_tier'] AS ServiceTier,
  SpanAttributes['server.address'] AS ServerAddress,
  CostUsd, CostStatus, CostReason, CostCatalogue,
  Attempts, Failed, ErrorType, StatusMessage AS ErrorMessage, Outcome,
  JSONExtract(SpanAttributes['gen_ai.response.finish_reasons'], 'Array(String)') AS FinishReasons,
  FallbackFromSpanId, FallbackFromModel,
  SpanAttributes['aiops.fallback.from.provider'] AS FallbackFromProvider,
  SpanAttributes['aiops.fallback.from.error'] AS FallbackFromError,
  TimeToFirstChunk, Duration, Duration / 1e6 AS DurationMs, IngestedAt
FROM otel_traces
WHERE IsModelCall = 1
COMMENT 'calls of models as they were sent; a cost that is unresolved is for SQL to find (see llm_calls)'
