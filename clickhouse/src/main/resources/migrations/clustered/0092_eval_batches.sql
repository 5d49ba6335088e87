CREATE TABLE IF NOT EXISTS eval_batches ON CLUSTER '{cluster}' (
  Batch String COMMENT 'id of the batch, a UUID' CODEC(ZSTD(1)),
  Kind LowCardinality(String) COMMENT 'planned, then finished or stopped' CODEC(ZSTD(1)),
  RunsFrom DateTime64(3, 'UTC') COMMENT 'runs that began at this time or later' CODEC(ZSTD(1)),
  RunsUntil DateTime64(3, 'UTC') COMMENT 'and before this one' CODEC(ZSTD(1)),
  Definitions String COMMENT 'the definitions as they were, YAML by name in a JSON object; on planned' CODEC(ZSTD(3)),
  EvaluatorVersions Map(LowCardinality(String), String) COMMENT 'version of each definition, by name; on planned' CODEC(ZSTD(1)),
  Runs UInt64 COMMENT 'runs selected; on the others: runs evaluated' CODEC(ZSTD(1)),
  EstimatedCostUsd Nullable(Decimal(18, 9)) COMMENT 'what judges may cost, in USD: 0 without judges, NULL where unknown' CODEC(ZSTD(1)),
  Reason String COMMENT 'why it was stopped; empty on others' CODEC(ZSTD(1)),
  At DateTime64(3, 'UTC') COMMENT 'when' CODEC(Delta(8), ZSTD(1)),
  BatchId String COMMENT 'insert it came in, also its deduplication token' CODEC(ZSTD(1))
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{database}/{table}', '{shard}-{replica}')
ORDER BY (Batch, At)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'batches of evaluations over history: what was asked for, and how it ended'
