ALTER TABLE eval_scores
  ADD COLUMN IF NOT EXISTS Team LowCardinality(String) COMMENT 'team that owns the process; empty on what was scored before this column was there' CODEC(ZSTD(1)) AFTER Environment
