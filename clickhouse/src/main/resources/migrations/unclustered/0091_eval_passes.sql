CREATE TABLE IF NOT EXISTS eval_passes (
  RunId String COMMENT 'the run' CODEC(ZSTD(1)),
  Revision UInt8 COMMENT '0 at first; 1 after spans that came late; there is no third' CODEC(T64, ZSTD(1)),
  RunStartedAt DateTime64(9) COMMENT 'when the run began' CODEC(Delta(8), ZSTD(1)),
  SeenUntil DateTime64(3, 'UTC') COMMENT 'when the newest row of the run that was read had been taken in: what came after is late' CODEC(Delta(8), ZSTD(1)),
  Scores UInt32 COMMENT 'scores that came of it; 0 where no definition selected the run' CODEC(T64, ZSTD(1)),
  At DateTime64(3, 'UTC') COMMENT 'when it was evaluated; one for all rows of an insert' CODEC(Delta(8), ZSTD(1)),
  BatchId String COMMENT 'insert it came in, also its deduplication token' CODEC(ZSTD(1)),
  INDEX idx_run_id RunId TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX idx_batch_id BatchId TYPE bloom_filter(0.001) GRANULARITY 1
) ENGINE = MergeTree
PARTITION BY toYYYYMM(At)
ORDER BY (RunStartedAt, RunId)
TTL toDate(At, 'UTC') + INTERVAL 40 DAY
SETTINGS ttl_only_drop_parts = 1, non_replicated_deduplication_window = 10000
COMMENT 'runs that the post-run loop has evaluated; a row is written after the scores of its run'
