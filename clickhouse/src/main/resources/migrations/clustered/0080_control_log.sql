CREATE TABLE IF NOT EXISTS control_log ON CLUSTER '{cluster}' (
  seq UInt64 COMMENT 'place in the log, from 1, without gaps' CODEC(Delta(8), ZSTD(1)),
  at DateTime64(3, 'UTC') COMMENT 'when it was decided, by its writer''s clock; never earlier than the row before' CODEC(Delta(8), ZSTD(1)),
  writer String COMMENT 'the instance that wrote it, at random for each start, and the number of its group' CODEC(ZSTD(1)),
  kind LowCardinality(String) COMMENT 'what happened, as lease_granted' CODEC(ZSTD(1)),
  entity String COMMENT 'what it happened to, as the id of a lease or an approval' CODEC(ZSTD(1)),
  state_after LowCardinality(String) COMMENT 'the entity''s state after this row' CODEC(ZSTD(1)),
  budget LowCardinality(String) COMMENT 'the budget whose day follows; empty where no money is concerned' CODEC(ZSTD(1)),
  day Nullable(Date32) COMMENT 'day of the budget, in its own time zone' CODEC(ZSTD(1)),
  cap_nanos Nullable(Int64) COMMENT 'what the budget may spend that day, after this row, in nano-USD' CODEC(ZSTD(1)),
  spent_nanos Nullable(Int64) COMMENT 'what was spent of it, by closed leases and reports, in nano-USD' CODEC(ZSTD(1)),
  leased_nanos Nullable(Int64) COMMENT 'what open leases may still spend beyond that, in nano-USD' CODEC(ZSTD(1)),
  actor String COMMENT 'who caused it: a person, the name of a token, or system' CODEC(ZSTD(1)),
  body String COMMENT 'the whole fact as a JSON object' CODEC(ZSTD(3)),
  prev_hash String COMMENT 'hash of the row before; empty at seq 1' CODEC(ZSTD(1)),
  hash String COMMENT 'SHA-256 of all other columns, in lower hex; see approval-api/README.md' CODEC(ZSTD(1))
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{database}/{table}', '{shard}-{replica}')
ORDER BY seq
SETTINGS replicated_deduplication_window = 100000, replicated_deduplication_window_seconds = 604800, fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'everything decided about budgets, approvals, policy and eval batches, in one order; each row has the state after it'
