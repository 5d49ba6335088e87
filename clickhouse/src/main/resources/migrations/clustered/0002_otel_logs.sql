CREATE TABLE IF NOT EXISTS otel_logs_local ON CLUSTER '{cluster}' (
  Timestamp DateTime64(9) COMMENT 'when it happened' CODEC(Delta(8), ZSTD(1)),
  TraceId String COMMENT 'trace, 32 lower hex; empty outside a trace' CODEC(ZSTD(1)),
  SpanId String COMMENT 'span, 16 lower hex; empty outside a span' CODEC(ZSTD(1)),
  TraceFlags UInt8 COMMENT 'W3C trace flags',
  SeverityText LowCardinality(String) COMMENT 'severity as the source names it' CODEC(ZSTD(1)),
  SeverityNumber UInt8 COMMENT 'severity 1..24, as OpenTelemetry numbers it',
  ServiceName LowCardinality(String) COMMENT 'service.name' CODEC(ZSTD(1)),
  Body String COMMENT 'the message' CODEC(ZSTD(1)),
  ResourceSchemaUrl LowCardinality(String) COMMENT 'schema of the resource attributes' CODEC(ZSTD(1)),
  ResourceAttributes Map(LowCardinality(String), String) COMMENT 'attributes of the process' CODEC(ZSTD(1)),
  ScopeSchemaUrl LowCardinality(String) COMMENT 'schema of the scope attributes' CODEC(ZSTD(1)),
  ScopeName String COMMENT 'what wrote it' CODEC(ZSTD(1)),
  ScopeVersion LowCardinality(String) COMMENT 'version of what wrote it' CODEC(ZSTD(1)),
  ScopeAttributes Map(LowCardinality(String), String) COMMENT 'attributes of what wrote it' CODEC(ZSTD(1)),
  LogAttributes Map(LowCardinality(String), String) COMMENT 'attributes of the record' CODEC(ZSTD(1)),
  EventName String COMMENT 'name, where the record is an event' CODEC(ZSTD(1)),
  BatchId String COMMENT 'batch it came in, also its deduplication token; empty from other senders' CODEC(ZSTD(1)),
  RunId String MATERIALIZED LogAttributes['aiops.run.id'] COMMENT 'run it belongs to; empty outside a run' CODEC(ZSTD(1)),
  Environment LowCardinality(String) MATERIALIZED ResourceAttributes['deployment.environment.name'] COMMENT 'environment of the process' CODEC(ZSTD(1)),
  Team LowCardinality(String) MATERIALIZED ResourceAttributes['aiops.team'] COMMENT 'team that owns the process' CODEC(ZSTD(1)),
  InstanceId String MATERIALIZED ResourceAttributes['service.instance.id'] COMMENT 'the process' CODEC(ZSTD(1)),
  IngestedAt DateTime64(3, 'UTC') MATERIALIZED now64(3, 'UTC') COMMENT 'when the server took it in' CODEC(Delta(8), ZSTD(1)),
  INDEX idx_trace_id TraceId TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX idx_run_id RunId TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX idx_batch_id BatchId TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX idx_event_name EventName TYPE set(100) GRANULARITY 4
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY toDate(Timestamp, 'UTC')
PRIMARY KEY (toStartOfFiveMinutes(Timestamp), ServiceName)
ORDER BY (toStartOfFiveMinutes(Timestamp), ServiceName, Timestamp)
TTL toDate(Timestamp, 'UTC') + INTERVAL 30 DAY
SETTINGS ttl_only_drop_parts = 1, replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'log records and events, the columns of the OpenTelemetry Collector''s exporter and ours'
