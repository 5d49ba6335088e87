CREATE TABLE IF NOT EXISTS eval_labels (
  RunId String COMMENT 'the run, of every kind of target' CODEC(ZSTD(1)),
  TargetKind LowCardinality(String) COMMENT 'what was labelled: run, step (a call of a model) or tool_call' CODEC(ZSTD(1)),
  TargetId String COMMENT 'the run, else the span of the step or tool call' CODEC(ZSTD(1)),
  Evaluator LowCardinality(String) COMMENT 'name of the definition whose criterion it is about' CODEC(ZSTD(1)),
  Label LowCardinality(String) COMMENT 'pass, fail or unknown' CODEC(ZSTD(1)),
  Value Nullable(Float64) COMMENT '1 for pass, 0 for fail; NULL for unknown' CODEC(ZSTD(1)),
  Reason String COMMENT 'why, in the person''s words; may be empty' CODEC(ZSTD(3)),
  `By` LowCardinality(String) COMMENT 'the person; of one person''s labels of a target the last counts' CODEC(ZSTD(1)),
  At DateTime64(3, 'UTC') COMMENT 'when it was said' CODEC(Delta(8), ZSTD(1)),
  BatchId String COMMENT 'insert it came in, also its deduplication token' CODEC(ZSTD(1)),
  IngestedAt DateTime64(3, 'UTC') MATERIALIZED now64(3, 'UTC') COMMENT 'when the server took it in' CODEC(Delta(8), ZSTD(1)),
  INDEX idx_run_id RunId TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX idx_batch_id BatchId TYPE bloom_filter(0.001) GRANULARITY 1
) ENGINE = MergeTree
ORDER BY (Evaluator, RunId, TargetId, At)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'what people say of recorded runs, their model calls and tool calls; rows are added and never changed'
