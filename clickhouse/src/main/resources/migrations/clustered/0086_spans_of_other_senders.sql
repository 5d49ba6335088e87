ALTER TABLE otel_traces_local ON CLUSTER '{cluster}'
-- What OpenTelemetry's instrumentations of other languages still say: gen_ai.system for the provider, unless told to use the newer names, and
-- cache_creation for what is now cache_write. Some say a run's tokens on the agent's span too, which are those of its calls once more.
  MODIFY COLUMN Provider LowCardinality(String) MATERIALIZED if(SpanAttributes['gen_ai.provider.name'] != '', SpanAttributes['gen_ai.provider.name'], SpanAttributes['gen_ai.system'])
    COMMENT 'who served the model' CODEC(ZSTD(1)),
  MODIFY COLUMN InputTokens Nullable(UInt64) MATERIALIZED if(SpanAttributes['gen_ai.operation.name'] IN ('invoke_agent', 'create_agent', 'invoke_workflow'), NULL, toUInt64OrNull(SpanAttributes['gen_ai.usage.input_tokens']))
    COMMENT 'input tokens, cached ones included; NULL where unknown, and on the span of an agent: its calls have them' CODEC(ZSTD(1)),
  MODIFY COLUMN OutputTokens Nullable(UInt64) MATERIALIZED if(SpanAttributes['gen_ai.operation.name'] IN ('invoke_agent', 'create_agent', 'invoke_workflow'), NULL, toUInt64OrNull(SpanAttributes['gen_ai.usage.output_tokens']))
    COMMENT 'output tokens, reasoning included; NULL as before' CODEC(ZSTD(1)),
  MODIFY COLUMN CacheReadTokens Nullable(UInt64) MATERIALIZED if(SpanAttributes['gen_ai.operation.name'] IN ('invoke_agent', 'create_agent', 'invoke_workflow'), NULL, toUInt64OrNull(SpanAttributes['gen_ai.usage.cache_read.input_tokens']))
    COMMENT 'input tokens read from a cache; NULL as before' CODEC(ZSTD(1)),
  MODIFY COLUMN CacheWriteTokens Nullable(UInt64) MATERIALIZED if(SpanAttributes['gen_ai.operation.name'] IN ('invoke_agent', 'create_agent', 'invoke_workflow'), NULL,
    toUInt64OrNull(if(SpanAttributes['gen_ai.usage.cache_write.input_tokens'] != '', SpanAttributes['gen_ai.usage.cache_write.input_tokens'], SpanAttributes['gen_ai.usage.cache_creation.input_tokens'])))
    COMMENT 'input tokens written to a cache; NULL as before' CODEC(ZSTD(1)),
-- A price is found by the host that answered: read as a column, and its distinct values from the projection.
  ADD COLUMN IF NOT EXISTS ServerAddress LowCardinality(String) MATERIALIZED SpanAttributes['server.address'] COMMENT 'host that answered, on a call of a model or of HTTP' CODEC(ZSTD(1)),
  ADD PROJECTION IF NOT EXISTS hosts (SELECT CostStatus, ServerAddress, count() GROUP BY CostStatus, ServerAddress),
-- Serves runs_in_spans as runs_by_hour did, and is read several times as fast: a tuple is kept value by value in memory, so who a run's root
-- says it is, and what else it says, are a text each, cut at zero bytes. What counts runs reads the numbers and the first text alone.
  DROP PROJECTION IF EXISTS runs_by_hour,
  ADD PROJECTION IF NOT EXISTS run_hours (
    SELECT
      toStartOfHour(Timestamp), RunId,
      argMin(
        concat(toString(ServiceName), '\0', toString(AgentName), '\0', toString(AgentVersion), '\0', toString(Environment), '\0', toString(Team)),
        toUnixTimestamp64Nano(Timestamp) - 4611686018427387904 * IsRunRoot),
      argMin(
        concat(TraceId, '\0', SpanId, '\0', toString(ErrorType), '\0', FailingSpanId, '\0', UserId, '\0', ConversationId, '\0', replaceAll(StatusMessage, '\0', ' ')),
        toUnixTimestamp64Nano(Timestamp) - 4611686018427387904 * IsRunRoot),
      argMin(Failed, toUnixTimestamp64Nano(Timestamp) - 4611686018427387904 * IsRunRoot),
      argMinIf(SpanId, toUnixTimestamp64Nano(Timestamp) + Duration, Failed = 1 AND IsRunRoot = 0),
      min(Timestamp), max(addNanoseconds(Timestamp, Duration)),
      minIf(Timestamp, IsRunRoot = 1), maxIf(addNanoseconds(Timestamp, Duration), IsRunRoot = 1),
      max(IsRunRoot), max(RunId = TraceId), max(IngestedAt),
      groupUniqArrayIf(RequestModel, IsModelCall = 1),
      count(), sum(Failed), sum(IsModelCall), countIf(Operation = 'execute_tool'), sum(Attempts), countIf(Attempts IS NOT NULL),
      countIf(FallbackFromSpanId != ''), sum(InputTokens), sum(OutputTokens), sum(CacheReadTokens), sum(ReasoningTokens),
      sum(CostUsd), countIf(CostStatus = 'unpriced'), countIf(CostStatus = 'estimated'), countIf(CostStatus = 'unresolved')
    GROUP BY toStartOfHour(Timestamp), RunId
  )
