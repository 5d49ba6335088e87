CREATE TABLE IF NOT EXISTS eval_comparisons ON CLUSTER '{cluster}' (
  At DateTime64(3, 'UTC') COMMENT 'when it was compared, by the clock of who compared' CODEC(Delta(8), ZSTD(1)),
  Agent LowCardinality(String) COMMENT 'the agents whose runs were compared, as names with * for any characters; empty for all' CODEC(ZSTD(1)),
  Evaluator LowCardinality(String) COMMENT 'name of the definition' CODEC(ZSTD(1)),
  EvaluatorVersion LowCardinality(String) COMMENT 'version of the evaluator, of both sides; empty where they differ' CODEC(ZSTD(1)),
  Reference String COMMENT 'the runs that were compared with, as eval compare takes them' CODEC(ZSTD(1)),
  Candidate String COMMENT 'the runs that were compared, likewise' CODEC(ZSTD(1)),
  Look UInt32 COMMENT 'which look at this reference it is, from 1; 0 where it is the only one, and where a reference was set' CODEC(ZSTD(1)),
  Margin Float64 COMMENT 'the smallest drop that matters, in the unit of the score' CODEC(ZSTD(1)),
  Verdict LowCardinality(String) COMMENT 'PASS, REGRESSION, INCONCLUSIVE, REFUSED (the two cannot be compared) or REFERENCE (the candidate is what later ones are compared with)' CODEC(ZSTD(1)),
  ReferenceValue Nullable(Float64) COMMENT 'mean score of the reference, 0 to 1; NULL where nothing was compared' CODEC(ZSTD(1)),
  CandidateValue Nullable(Float64) COMMENT 'mean score of the candidate, likewise' CODEC(ZSTD(1)),
  Effect Nullable(Float64) COMMENT 'candidate less reference, as the test estimates it; NULL where nothing was compared' CODEC(ZSTD(1)),
  Low Nullable(Float64) COMMENT 'lower end of the 95 % interval of the effect' CODEC(ZSTD(1)),
  High Nullable(Float64) COMMENT 'its upper end' CODEC(ZSTD(1)),
  P Nullable(Float64) COMMENT 'p-value of no change, two-sided' CODEC(ZSTD(1)),
  Level Nullable(Float64) COMMENT 'what the p-value may be at most to tell a change, after the corrections for evaluators and looks' CODEC(ZSTD(1)),
  NReference UInt64 COMMENT 'scores of the reference that are no error' CODEC(ZSTD(1)),
  NCandidate UInt64 COMMENT 'scores of the candidate that are no error' CODEC(ZSTD(1)),
  StillNeeded UInt64 COMMENT 'how many more scores of the candidate would tell; 0 unless inconclusive' CODEC(ZSTD(1)),
  Reason String COMMENT 'how it was compared, or why not and what to do about it' CODEC(ZSTD(1)),
  BatchId String COMMENT 'insert it came in, also its deduplication token' CODEC(ZSTD(1))
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{database}/{table}', '{shard}-{replica}')
PARTITION BY toYYYYMM(At)
ORDER BY (Evaluator, At)
TTL toDate(At, 'UTC') + INTERVAL 400 DAY
SETTINGS ttl_only_drop_parts = 1, replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'comparisons of two sets of scores that were kept: those of every night, and those by hand'
