CREATE TABLE IF NOT EXISTS run_events_local ON CLUSTER '{cluster}' (
  RunId String COMMENT 'the run, a UUIDv7' CODEC(ZSTD(1)),
  EventTime DateTime64(9) COMMENT 'when it happened, by the process''s clock' CODEC(Delta(8), ZSTD(1)),
  Kind LowCardinality(String) COMMENT 'started, heartbeat, waiting_approval, resumed or ended' CODEC(ZSTD(1)),
  TraceId String COMMENT 'trace of the run''s root span' CODEC(ZSTD(1)),
  SpanId String COMMENT 'the run''s root span' CODEC(ZSTD(1)),
  ServiceName LowCardinality(String) COMMENT 'service.name' CODEC(ZSTD(1)),
  ServiceInstanceId String COMMENT 'the process that runs it' CODEC(ZSTD(1)),
  Environment LowCardinality(String) COMMENT 'environment of the process' CODEC(ZSTD(1)),
  Team LowCardinality(String) COMMENT 'team that owns the process' CODEC(ZSTD(1)),
  AgentName LowCardinality(String) COMMENT 'the agent' CODEC(ZSTD(1)),
  AgentVersion LowCardinality(String) COMMENT 'the agent''s version' CODEC(ZSTD(1)),
  RequestModel LowCardinality(String) COMMENT 'the model asked for, where known at the start' CODEC(ZSTD(1)),
  UserId String COMMENT 'the end user, where the app says' CODEC(ZSTD(1)),
  ConversationId String COMMENT 'conversation or chat memory id, where known' CODEC(ZSTD(1)),
  Status LowCardinality(String) COMMENT 'running until ended; then ok, error or cancelled' CODEC(ZSTD(1)),
  Input String COMMENT 'the run''s input, truncated and redacted; on started' CODEC(ZSTD(3)),
  Output String COMMENT 'the run''s output, truncated and redacted; on ended' CODEC(ZSTD(3)),
  FailingSpanId String COMMENT 'the span a failed run failed in; on ended' CODEC(ZSTD(1)),
  ErrorType LowCardinality(String) COMMENT 'class of the error; on ended' CODEC(ZSTD(1)),
  ErrorMessage String COMMENT 'message of the error; on ended' CODEC(ZSTD(1)),
  BatchId String COMMENT 'batch it came in, also its deduplication token' CODEC(ZSTD(1)),
  IngestedAt DateTime64(3, 'UTC') MATERIALIZED now64(3, 'UTC') COMMENT 'when the server took it in' CODEC(Delta(8), ZSTD(1)),
  INDEX idx_batch_id BatchId TYPE bloom_filter(0.001) GRANULARITY 1
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY toDate(EventTime, 'UTC')
ORDER BY (RunId, EventTime)
TTL toDate(EventTime, 'UTC') + INTERVAL 30 DAY
SETTINGS ttl_only_drop_parts = 1, replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'what runs report while they run: start, heartbeat, waiting, end'
