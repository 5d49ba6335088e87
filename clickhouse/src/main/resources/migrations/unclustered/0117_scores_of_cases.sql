ALTER TABLE eval_scores
  ADD COLUMN IF NOT EXISTS Dataset LowCardinality(String) COMMENT 'dataset and version of an experiment, as support@3; empty of scores of traffic' CODEC(ZSTD(1)) AFTER Batch,
  ADD COLUMN IF NOT EXISTS CaseId String COMMENT 'the case of it that the run answered; empty of scores of traffic' CODEC(ZSTD(1)) AFTER Dataset
