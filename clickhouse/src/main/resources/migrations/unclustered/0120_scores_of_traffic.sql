CREATE OR REPLACE VIEW scores (
  ScoreId String COMMENT 'SHA-256 of target, evaluator, its version and the revision, lower hex',
  TargetKind LowCardinality(String) COMMENT 'what was scored: run, step (a call of a model) or tool_call',
  TargetId String COMMENT 'the run, else the span of the step or tool call',
  RunId String COMMENT 'the run, of every kind of target',
  TraceId String COMMENT 'trace of the run''s root span',
  RunStartedAt DateTime64(9) COMMENT 'when the run began',
  ServiceName LowCardinality(String) COMMENT 'service.name',
  Environment LowCardinality(String) COMMENT 'environment of the process',
  Team LowCardinality(String) COMMENT 'team that owns the process; empty on what was scored before it was kept',
  AgentName LowCardinality(String) COMMENT 'the agent',
  AgentVersion LowCardinality(String) COMMENT 'the agent''s version, else the service''s',
  Models Array(LowCardinality(String)) COMMENT 'models asked for',
  UserId String COMMENT 'the end user, where the app says',
  ConversationId String COMMENT 'conversation, where known: scores of one are not independent',
  Evaluator LowCardinality(String) COMMENT 'name of the definition',
  EvaluatorVersion LowCardinality(String) COMMENT 'hash of the definition and of the version of its code',
  Source LowCardinality(String) COMMENT 'code, judge, human or user',
  Status LowCardinality(String) COMMENT 'scored, not_applicable, unknown or error',
  Score Nullable(Float64) COMMENT '0 (worst) to 1 (best); NULL unless scored',
  Passed Nullable(UInt8) COMMENT '1 where the score reaches the definition''s threshold; NULL unless scored',
  Label LowCardinality(String) COMMENT 'the judge''s or person''s word; empty from code',
  Explanation String COMMENT 'why, or what the error was',
  SamplingWeight Float64 COMMENT 'how many runs this one stands for: 1 / sample rate',
  JudgeModel LowCardinality(String) COMMENT 'the model that judged; empty from code',
  JudgeCostUsd Nullable(Decimal(18, 9)) COMMENT 'what judging cost, in USD: 0 from code, NULL where unpriced',
  EvalTraceId String COMMENT 'trace of the evaluation itself; empty where it has none',
  Revision UInt8 COMMENT '0 at first; 1 after spans that came late',
  Batch String COMMENT 'the batch it was scored in; empty after the run',
  ScoredAt DateTime64(3, 'UTC') COMMENT 'when it was scored, by the evaluator''s clock'
) AS
-- What was scored again after late spans holds instead of what was scored before. Two writers that score one run at one time write one id.
-- An evaluator that failed may have been tried again: what it said then holds.
-- What an experiment says of an answer to a case is no word on traffic.
-- What a person or another tool says under the same name stands beside what the evaluator says.
SELECT
  ScoreId, TargetKind, TargetId, RunId, TraceId, RunStartedAt, ServiceName, Environment, Team, AgentName, AgentVersion, Models, UserId, ConversationId,
  Evaluator, EvaluatorVersion, Source, Status, Score, Passed, Label, Explanation, SamplingWeight, JudgeModel, JudgeCostUsd, EvalTraceId,
  Revision, Batch, ScoredAt
FROM eval_scores
WHERE Dataset = ''
ORDER BY Revision DESC, Status = 'error', ScoredAt
LIMIT 1 BY Evaluator, EvaluatorVersion, Source, TargetKind, RunId, TargetId
COMMENT 'the score that holds, of each target by each version of an evaluator and each source'
