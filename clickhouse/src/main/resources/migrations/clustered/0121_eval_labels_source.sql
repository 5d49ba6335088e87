ALTER TABLE eval_labels ON CLUSTER '{cluster}'
  ADD COLUMN IF NOT EXISTS Source LowCardinality(String) DEFAULT 'csv' COMMENT 'how it came: form (the run''s page), api or csv; what was there before this column came as csv' CODEC(ZSTD(1)) AFTER At
