CREATE TABLE IF NOT EXISTS eval_scores ON CLUSTER '{cluster}' (
  ScoreId String COMMENT 'SHA-256 of target, evaluator, its version and the revision, lower hex: the same score again has the same id' CODEC(ZSTD(1)),
  TargetKind LowCardinality(String) COMMENT 'what was scored: run, step (a call of a model) or tool_call' CODEC(ZSTD(1)),
  TargetId String COMMENT 'the run, else the span of the step or tool call' CODEC(ZSTD(1)),
  RunId String COMMENT 'the run, of every kind of target' CODEC(ZSTD(1)),
  TraceId String COMMENT 'trace of the run''s root span' CODEC(ZSTD(1)),
  RunStartedAt DateTime64(9) COMMENT 'when the run began' CODEC(Delta(8), ZSTD(1)),
  ServiceName LowCardinality(String) COMMENT 'service.name' CODEC(ZSTD(1)),
  Environment LowCardinality(String) COMMENT 'environment of the process' CODEC(ZSTD(1)),
  AgentName LowCardinality(String) COMMENT 'the agent' CODEC(ZSTD(1)),
  AgentVersion LowCardinality(String) COMMENT 'the agent''s version, else the service''s' CODEC(ZSTD(1)),
  Models Array(LowCardinality(String)) COMMENT 'models asked for' CODEC(ZSTD(1)),
  UserId String COMMENT 'the end user, where the app says' CODEC(ZSTD(1)),
  ConversationId String COMMENT 'conversation, where known: scores of one are not independent' CODEC(ZSTD(1)),
  Evaluator LowCardinality(String) COMMENT 'name of the definition' CODEC(ZSTD(1)),
  EvaluatorVersion LowCardinality(String) COMMENT 'hash of the definition and of the version of its code: a new one begins a new series' CODEC(ZSTD(1)),
  Source LowCardinality(String) COMMENT 'code, judge, human or user' CODEC(ZSTD(1)),
  Status LowCardinality(String) COMMENT 'scored, not_applicable (there was nothing of the kind), unknown (it was not recorded) or error (the evaluator failed)' CODEC(ZSTD(1)),
  Score Nullable(Float64) COMMENT '0 (worst) to 1 (best); NULL unless scored' CODEC(ZSTD(1)),
  Passed Nullable(UInt8) COMMENT '1 where the score reaches the definition''s threshold; NULL unless scored' CODEC(ZSTD(1)),
  Label LowCardinality(String) COMMENT 'the judge''s or person''s word; empty from code' CODEC(ZSTD(1)),
  Explanation String COMMENT 'why, or what the error was' CODEC(ZSTD(3)),
  SamplingWeight Float64 COMMENT 'how many runs this one stands for: 1 / sample rate' CODEC(ZSTD(1)),
  JudgeModel LowCardinality(String) COMMENT 'the model that judged; empty from code' CODEC(ZSTD(1)),
  JudgeCostUsd Nullable(Decimal(18, 9)) COMMENT 'what judging cost, in USD: 0 from code, NULL where unpriced' CODEC(ZSTD(1)),
  EvalTraceId String COMMENT 'trace of the evaluation itself; empty where it has none' CODEC(ZSTD(1)),
  Revision UInt8 COMMENT '0 at first; 1 after spans that came late' CODEC(T64, ZSTD(1)),
  Batch String COMMENT 'the batch it was scored in; empty after the run' CODEC(ZSTD(1)),
  ScoredAt DateTime64(3, 'UTC') COMMENT 'when it was scored, by the evaluator''s clock; one for all rows of an insert' CODEC(Delta(8), ZSTD(1)),
  BatchId String COMMENT 'insert it came in, also its deduplication token' CODEC(ZSTD(1)),
  IngestedAt DateTime64(3, 'UTC') MATERIALIZED now64(3, 'UTC') COMMENT 'when the server took it in' CODEC(Delta(8), ZSTD(1)),
  INDEX idx_run_id RunId TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX idx_batch_id BatchId TYPE bloom_filter(0.001) GRANULARITY 1
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{database}/{table}', '{shard}-{replica}')
PARTITION BY toYYYYMM(ScoredAt)
ORDER BY (Evaluator, EvaluatorVersion, RunStartedAt, RunId)
TTL toDate(ScoredAt, 'UTC') + INTERVAL 400 DAY
SETTINGS ttl_only_drop_parts = 1, replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'scores of recorded runs, their model calls and tool calls'
