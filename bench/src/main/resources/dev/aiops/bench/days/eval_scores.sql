-- Each run that has ended is scored by two evaluators: code, and a judge on every fourth of them.
INSERT INTO eval_scores (ScoreId, TargetKind, TargetId, RunId, TraceId, RunStartedAt, ServiceName, Environment, Team, AgentName, AgentVersion, Models,
  UserId, ConversationId, Evaluator, EvaluatorVersion, Source, Status, Score, Passed, Label, Explanation, SamplingWeight, JudgeModel, JudgeCostUsd, ScoredAt, BatchId)
SELECT
  lower(hex(SHA256(concat(run, evaluator)))), 'run', run, run, trace, began, who.service, environment, who.team, who.agent, version, [who.model],
  concat('u', toString(intDiv(draw, 11) % 5000)), concat('c-', tail), evaluator, lower(hex(cityHash64(evaluator))), if(evaluator = 'solved', 'code', 'judge'),
  multiIf(is_failed, 'not_applicable', draw % 500 = 3, 'error', 'scored') AS status,
  if(status = 'scored', toFloat64(draw % 23 != 0), NULL) AS score, if(status = 'scored', toUInt8(score), NULL),
  if(evaluator = 'polite' AND status = 'scored', if(score = 1, 'pass', 'fail'), ''), 'as it should be', if(evaluator = 'solved', 1, 4),
  if(evaluator = 'polite', 'gpt-5-mini', ''), if(evaluator = 'polite', toDecimal64(0.0004, 9), 0),
  toDateTime64(addSeconds(addNanoseconds(began, lasted), 40), 3, 'UTC'),
  concat('scores:', toString(toStartOfMinute(began)))
FROM drawn_runs(seed = {seed:UInt64}, end = {end:DateTime64(9)}, per_day = {per_day:UInt64}, first = {first:UInt64}, count = {count:UInt64})
ARRAY JOIN ['solved', 'polite'] AS evaluator
WHERE NOT is_lost AND addNanoseconds(began, lasted) <= {end:DateTime64(9)} AND (evaluator = 'solved' OR draw % 4 = 0)
