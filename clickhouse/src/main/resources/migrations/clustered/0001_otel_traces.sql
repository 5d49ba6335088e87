CREATE TABLE IF NOT EXISTS otel_traces_local ON CLUSTER '{cluster}' (
  -- the columns of the OpenTelemetry Collector's exporter, unchanged
  Timestamp DateTime64(9) COMMENT 'start of the span' CODEC(Delta(8), ZSTD(1)),
  TraceId String COMMENT 'trace, 32 lower hex' CODEC(ZSTD(1)),
  SpanId String COMMENT 'span, 16 lower hex' CODEC(ZSTD(1)),
  ParentSpanId String COMMENT 'parent span; empty on the root of a trace' CODEC(ZSTD(1)),
  TraceState String COMMENT 'W3C tracestate' CODEC(ZSTD(1)),
  SpanName LowCardinality(String) COMMENT 'name of the span' CODEC(ZSTD(1)),
  SpanKind LowCardinality(String) COMMENT 'Client, Internal, Server, Producer or Consumer' CODEC(ZSTD(1)),
  ServiceName LowCardinality(String) COMMENT 'service.name' CODEC(ZSTD(1)),
  ResourceAttributes Map(LowCardinality(String), String) COMMENT 'attributes of the process' CODEC(ZSTD(1)),
  ScopeName String COMMENT 'instrumentation that made the span' CODEC(ZSTD(1)),
  ScopeVersion String COMMENT 'version of that instrumentation' CODEC(ZSTD(1)),
  SpanAttributes Map(LowCardinality(String), String) COMMENT 'attributes of the span' CODEC(ZSTD(1)),
  Duration UInt64 COMMENT 'length of the span, nanoseconds' CODEC(T64, ZSTD(1)),
  StatusCode LowCardinality(String) COMMENT 'Unset, Ok or Error' CODEC(ZSTD(1)),
  StatusMessage String COMMENT 'message of the error' CODEC(ZSTD(1)),
  Events Nested (
    Timestamp DateTime64(9),
    Name LowCardinality(String),
    Attributes Map(LowCardinality(String), String)
  ) COMMENT 'events of the span, as aiops.attempt' CODEC(ZSTD(1)),
  Links Nested (
    TraceId String,
    SpanId String,
    TraceState String,
    Attributes Map(LowCardinality(String), String)
  ) COMMENT 'links of the span to others' CODEC(ZSTD(1)),
  -- ours
  BatchId String COMMENT 'batch it came in, also its deduplication token; empty from other senders' CODEC(ZSTD(1)),
  IngestedAt DateTime64(3, 'UTC') MATERIALIZED now64(3, 'UTC') COMMENT 'when the server took it in' CODEC(Delta(8), ZSTD(1)),
  Failed UInt8 MATERIALIZED StatusCode IN ('Error', 'STATUS_CODE_ERROR') COMMENT '1 where the status is an error' CODEC(T64, ZSTD(1)),
  Operation LowCardinality(String) MATERIALIZED SpanAttributes['gen_ai.operation.name'] COMMENT 'gen_ai.operation.name; empty on spans that are none of an agent' CODEC(ZSTD(1)),
  IsModelCall UInt8 MATERIALIZED SpanAttributes['gen_ai.operation.name'] IN ('chat', 'text_completion', 'generate_content', 'embeddings') COMMENT '1 on a call of a model' CODEC(T64, ZSTD(1)),
  RunId String MATERIALIZED multiIf(
    SpanAttributes['aiops.run.id'] != '', SpanAttributes['aiops.run.id'],
    match(TraceState, '(^|,) ?aiops='), extract(TraceState, 'aiops=([^,]*)'),
    SpanAttributes['gen_ai.operation.name'] != '', TraceId,
    '') COMMENT 'the run: its UUIDv7, else the trace of a span of an agent in another language; empty outside a run' CODEC(ZSTD(1)),
  IsRunRoot UInt8 MATERIALIZED SpanAttributes['aiops.run.root'] = 'true' COMMENT '1 on the span that is the run' CODEC(T64, ZSTD(1)),
  FailingSpanId String MATERIALIZED SpanAttributes['aiops.run.failing_span_id'] COMMENT 'on the root of a failed run: the span it failed in' CODEC(ZSTD(1)),
  AgentName LowCardinality(String) MATERIALIZED SpanAttributes['gen_ai.agent.name'] COMMENT 'the agent' CODEC(ZSTD(1)),
  AgentVersion LowCardinality(String) MATERIALIZED if(SpanAttributes['gen_ai.agent.version'] != '', SpanAttributes['gen_ai.agent.version'], ResourceAttributes['service.version']) COMMENT 'the agent''s version, else the service''s' CODEC(ZSTD(1)),
  Environment LowCardinality(String) MATERIALIZED ResourceAttributes['deployment.environment.name'] COMMENT 'environment of the process' CODEC(ZSTD(1)),
  Team LowCardinality(String) MATERIALIZED ResourceAttributes['aiops.team'] COMMENT 'team that owns the process' CODEC(ZSTD(1)),
  UserId String MATERIALIZED SpanAttributes['user.id'] COMMENT 'the end user, where the app says' CODEC(ZSTD(1)),
  ConversationId String MATERIALIZED SpanAttributes['gen_ai.conversation.id'] COMMENT 'conversation or chat memory id, where known' CODEC(ZSTD(1)),
  ToolName LowCardinality(String) MATERIALIZED SpanAttributes['gen_ai.tool.name'] COMMENT 'the tool, on a tool call' CODEC(ZSTD(1)),
  Library LowCardinality(String) MATERIALIZED SpanAttributes['aiops.call.library'] COMMENT 'the hook that owns the call' CODEC(ZSTD(1)),
  Provider LowCardinality(String) MATERIALIZED SpanAttributes['gen_ai.provider.name'] COMMENT 'who served the model' CODEC(ZSTD(1)),
  RequestModel LowCardinality(String) MATERIALIZED SpanAttributes['gen_ai.request.model'] COMMENT 'the model asked for' CODEC(ZSTD(1)),
  ResponseModel LowCardinality(String) MATERIALIZED SpanAttributes['gen_ai.response.model'] COMMENT 'the model that served' CODEC(ZSTD(1)),
  InputTokens Nullable(UInt64) MATERIALIZED toUInt64OrNull(SpanAttributes['gen_ai.usage.input_tokens']) COMMENT 'input tokens, cached ones included; NULL where unknown' CODEC(ZSTD(1)),
  OutputTokens Nullable(UInt64) MATERIALIZED toUInt64OrNull(SpanAttributes['gen_ai.usage.output_tokens']) COMMENT 'output tokens, reasoning included; NULL where unknown' CODEC(ZSTD(1)),
  CacheReadTokens Nullable(UInt64) MATERIALIZED toUInt64OrNull(SpanAttributes['gen_ai.usage.cache_read.input_tokens']) COMMENT 'input tokens read from a cache; NULL where unknown' CODEC(ZSTD(1)),
  CacheWriteTokens Nullable(UInt64) MATERIALIZED toUInt64OrNull(SpanAttributes['gen_ai.usage.cache_write.input_tokens']) COMMENT 'input tokens written to a cache; NULL where unknown' CODEC(ZSTD(1)),
  CacheWrite1hTokens Nullable(UInt64) MATERIALIZED toUInt64OrNull(SpanAttributes['aiops.usage.cache_write_1h.input_tokens']) COMMENT 'of those, kept for an hour; NULL where unknown' CODEC(ZSTD(1)),
  ReasoningTokens Nullable(UInt64) MATERIALIZED toUInt64OrNull(SpanAttributes['gen_ai.usage.reasoning.output_tokens']) COMMENT 'output tokens spent on reasoning; NULL where unknown' CODEC(ZSTD(1)),
  InputAudioTokens Nullable(UInt64) MATERIALIZED toUInt64OrNull(SpanAttributes['gen_ai.usage.audio.input_tokens']) COMMENT 'input tokens of audio; NULL where unknown' CODEC(ZSTD(1)),
  OutputAudioTokens Nullable(UInt64) MATERIALIZED toUInt64OrNull(SpanAttributes['gen_ai.usage.audio.output_tokens']) COMMENT 'output tokens of audio; NULL where unknown' CODEC(ZSTD(1)),
  InputImageTokens Nullable(UInt64) MATERIALIZED toUInt64OrNull(SpanAttributes['gen_ai.usage.image.input_tokens']) COMMENT 'input tokens of images; NULL where unknown' CODEC(ZSTD(1)),
  UsageSource LowCardinality(String) MATERIALIZED SpanAttributes['aiops.usage.source'] COMMENT 'reported by the provider, or estimated' CODEC(ZSTD(1)),
  CostUsd Nullable(Decimal(18, 9)) MATERIALIZED toDecimal64OrNull(SpanAttributes['aiops.cost.usd'], 9) COMMENT 'cost in USD as the sender knew it; NULL where it did not' CODEC(ZSTD(1)),
  CostStatus LowCardinality(String) MATERIALIZED multiIf(
    SpanAttributes['gen_ai.operation.name'] NOT IN ('chat', 'text_completion', 'generate_content', 'embeddings'), '',
    SpanAttributes['aiops.cost.status'] != '', SpanAttributes['aiops.cost.status'],
    SpanAttributes['aiops.cost.usd'] != '', 'priced',
    ScopeName = 'dev.aiops', 'unbilled',
    'unresolved') COMMENT 'on a model call: priced, estimated, unpriced, unbilled (answered with an error), or unresolved (sent without a cost, priced by SQL)' CODEC(ZSTD(1)),
  CostReason LowCardinality(String) MATERIALIZED SpanAttributes['aiops.cost.reason'] COMMENT 'why a cost is estimated or unpriced' CODEC(ZSTD(1)),
  CostCatalogue LowCardinality(String) MATERIALIZED SpanAttributes['aiops.cost.catalogue'] COMMENT 'version of the price catalogue the sender used' CODEC(ZSTD(1)),
  Attempts Nullable(UInt16) MATERIALIZED toUInt16OrNull(SpanAttributes['aiops.call.attempts']) COMMENT 'HTTP attempts of a model call; NULL where unknown' CODEC(ZSTD(1)),
  ErrorType LowCardinality(String) MATERIALIZED multiIf(SpanAttributes['error.type'] != '', SpanAttributes['error.type'], StatusCode IN ('Error', 'STATUS_CODE_ERROR'), '_OTHER', '') COMMENT 'class of the error, or the status code; empty without one' CODEC(ZSTD(1)),
  Outcome LowCardinality(String) MATERIALIZED multiIf(
    SpanAttributes['aiops.call.outcome'] != '', SpanAttributes['aiops.call.outcome'],
    SpanAttributes['gen_ai.operation.name'] = '', '',
    StatusCode IN ('Error', 'STATUS_CODE_ERROR'), 'error',
    'ok') COMMENT 'ok, error, cancelled, abandoned, cut or refused' CODEC(ZSTD(1)),
  FallbackFromSpanId String MATERIALIZED SpanAttributes['aiops.fallback.from.span_id'] COMMENT 'the failed call this one stands in for' CODEC(ZSTD(1)),
  FallbackFromModel LowCardinality(String) MATERIALIZED SpanAttributes['aiops.fallback.from.model'] COMMENT 'the model that failed' CODEC(ZSTD(1)),
  TimeToFirstChunk Nullable(Float64) MATERIALIZED toFloat64OrNull(SpanAttributes['gen_ai.response.time_to_first_chunk']) COMMENT 'seconds to the first chunk of a stream; NULL where unknown' CODEC(ZSTD(1)),
  Ungoverned UInt8 MATERIALIZED SpanAttributes['aiops.ungoverned'] = 'true' COMMENT '1 on an HTTP call to a model host that no hook owned' CODEC(T64, ZSTD(1)),
  INDEX idx_trace_id TraceId TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX idx_run_id RunId TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX idx_batch_id BatchId TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX idx_ingested_at IngestedAt TYPE minmax GRANULARITY 1,
  INDEX idx_cost_status CostStatus TYPE set(8) GRANULARITY 1,
  -- serves: costs
  PROJECTION cost_by_day (
    SELECT
      toDate(Timestamp, 'UTC'), ServiceName, AgentName, AgentVersion, Environment, Team, Provider, RequestModel, ResponseModel, Operation, CostStatus,
      count(), sum(Failed), sum(CostUsd), sum(InputTokens), sum(OutputTokens), sum(CacheReadTokens), sum(CacheWriteTokens), sum(ReasoningTokens),
      countIf(InputTokens IS NULL), sum(Attempts), sum(Duration)
    GROUP BY toDate(Timestamp, 'UTC'), ServiceName, AgentName, AgentVersion, Environment, Team, Provider, RequestModel, ResponseModel, Operation, CostStatus
  ),
  -- serves: runs
  PROJECTION runs_by_hour (
    SELECT
      toStartOfHour(Timestamp), RunId,
      argMin(
        tuple(TraceId, SpanId, Timestamp, Duration, Failed, StatusMessage, toString(ErrorType), FailingSpanId, toString(ServiceName),
          toString(AgentName), toString(AgentVersion), toString(Environment), toString(Team), UserId, ConversationId),
        tuple(1 - IsRunRoot, Timestamp)),
      argMinIf(SpanId, addNanoseconds(Timestamp, Duration), Failed = 1 AND IsRunRoot = 0),
      min(Timestamp), max(addNanoseconds(Timestamp, Duration)), max(IsRunRoot), max(IngestedAt),
      groupUniqArrayIf(RequestModel, IsModelCall = 1),
      count(), sum(Failed), sum(IsModelCall), countIf(Operation = 'execute_tool'), sum(Attempts), countIf(Attempts IS NOT NULL),
      countIf(FallbackFromSpanId != ''), sum(InputTokens), sum(OutputTokens), sum(CacheReadTokens), sum(ReasoningTokens),
      sum(CostUsd), countIf(CostStatus = 'unpriced'), countIf(CostStatus = 'estimated'), countIf(CostStatus = 'unresolved')
    GROUP BY toStartOfHour(Timestamp), RunId
  )
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY toDate(Timestamp, 'UTC')
PRIMARY KEY (toStartOfFiveMinutes(Timestamp), ServiceName, TraceId)
ORDER BY (toStartOfFiveMinutes(Timestamp), ServiceName, TraceId, Timestamp)
TTL toDate(Timestamp, 'UTC') + INTERVAL 30 DAY
SETTINGS ttl_only_drop_parts = 1, replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'spans, the columns of the OpenTelemetry Collector''s exporter and typed ones made from them'
