ALTER TABLE eval_batches
  ADD COLUMN IF NOT EXISTS Part UInt32 COMMENT 'runs that are scored as a whole or not at all, on planned: whoever goes on with the batch makes the same parts; 0 on what was planned before this column was there' CODEC(T64, ZSTD(1)) AFTER Runs
