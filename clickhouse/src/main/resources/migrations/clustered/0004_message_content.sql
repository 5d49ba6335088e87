CREATE TABLE IF NOT EXISTS message_content_local ON CLUSTER '{cluster}' (
  Timestamp DateTime64(9) COMMENT 'start of the span' CODEC(Delta(8), ZSTD(1)),
  TraceId String COMMENT 'trace of the span' CODEC(ZSTD(1)),
  SpanId String COMMENT 'span the content belongs to' CODEC(ZSTD(1)),
  RunId String COMMENT 'run of the span; empty outside a run' CODEC(ZSTD(1)),
  ServiceName LowCardinality(String) COMMENT 'service.name' CODEC(ZSTD(1)),
  Part LowCardinality(String) COMMENT 'system_instructions, input.messages, output.messages, tool.arguments or tool.result' CODEC(ZSTD(1)),
  Content String COMMENT 'the text or JSON' CODEC(ZSTD(3)),
  Redacted UInt8 COMMENT '1 where a secret was taken out',
  Truncated UInt8 COMMENT '1 where it was longer',
  BatchId String COMMENT 'batch it came in, also its deduplication token' CODEC(ZSTD(1)),
  IngestedAt DateTime64(3, 'UTC') MATERIALIZED now64(3, 'UTC') COMMENT 'when the server took it in' CODEC(Delta(8), ZSTD(1)),
  INDEX idx_run_id RunId TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX idx_batch_id BatchId TYPE bloom_filter(0.001) GRANULARITY 1
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY toDate(Timestamp, 'UTC')
ORDER BY (TraceId, SpanId, Part)
TTL toDate(Timestamp, 'UTC') + INTERVAL 7 DAY
SETTINGS ttl_only_drop_parts = 1, index_granularity_bytes = 67108864, replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'what was said to and by models and tools, where its capture is switched on'
