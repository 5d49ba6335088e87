CREATE TABLE IF NOT EXISTS eval_cases (
  Dataset LowCardinality(String) COMMENT 'name of the dataset' CODEC(ZSTD(1)),
  Version UInt32 COMMENT 'version of it, from 1 on: a version is saved whole and never changes' CODEC(ZSTD(1)),
  CaseId String COMMENT 'the case, by a name of its own, else a hash of its input' CODEC(ZSTD(1)),
  Input String COMMENT 'what is asked' CODEC(ZSTD(3)),
  Expected String COMMENT 'what is expected of the answer, a JSON object: definitions take values from it by name' CODEC(ZSTD(3)),
  FromRunId String COMMENT 'the run that it was saved from; empty from a file' CODEC(ZSTD(1)),
  SavedAt DateTime64(3, 'UTC') COMMENT 'when' CODEC(Delta(8), ZSTD(1)),
  BatchId String COMMENT 'insert it came in, also its deduplication token' CODEC(ZSTD(1))
) ENGINE = MergeTree
ORDER BY (Dataset, Version, CaseId)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'cases of datasets: questions, and what is expected of their answers'
