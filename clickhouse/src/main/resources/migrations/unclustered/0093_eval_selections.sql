CREATE TABLE IF NOT EXISTS eval_selections (
  Batch String COMMENT 'id of the batch' CODEC(ZSTD(1)),
  Position UInt64 COMMENT 'place of the run in the batch, from 0, in the order of the runs'' start' CODEC(Delta(8), ZSTD(1)),
  RunId String COMMENT 'the run' CODEC(ZSTD(1)),
  RunStartedAt DateTime64(9) COMMENT 'when the run began' CODEC(Delta(8), ZSTD(1)),
  LastSeenAt DateTime64(9) COMMENT 'when the run was last heard of' CODEC(Delta(8), ZSTD(1)),
  SelectedAt DateTime64(3, 'UTC') COMMENT 'when the selection was frozen' CODEC(Delta(8), ZSTD(1)),
  BatchId String COMMENT 'insert it came in, also its deduplication token' CODEC(ZSTD(1)),
  INDEX idx_batch_id BatchId TYPE bloom_filter(0.001) GRANULARITY 1
) ENGINE = MergeTree
ORDER BY (Batch, Position)
TTL toDate(SelectedAt, 'UTC') + INTERVAL 40 DAY
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'the runs of each batch, frozen before its first score'
