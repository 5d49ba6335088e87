-- dashboard: Evals
-- uid: aiops-evals
-- description: How good the runs were by their evaluators, whether that became worse, which runs were worst, and how far the evaluators can be trusted.
-- from: now-7d
-- refresh: 5m
-- variables: environment, team, service, agent, model, evaluator
-- releases: yes

-- row: In the time range
-- panel: Passed
-- type: stat 4x4
-- unit: percentunit
-- decimals: 1
-- thresholds: red, yellow 0.8, green 0.95
-- days: 1
-- empty: nothing was scored
-- description: Share of the scores that reached their evaluator's threshold, of runs that began in the time range, each by how many runs it stands for. Evaluators count by what they scored.
SELECT sumIf(SamplingWeight, Passed = 1) / nullIf(sumIf(SamplingWeight, Status = 'scored'), 0) AS passed
FROM @scores

-- panel: Passed against the time before
-- type: stat 4x4
-- unit: percentunit
-- decimals: 1
-- thresholds: red, yellow -0.05, green 0
-- days: 2
-- empty: nothing to compare with
-- description: Share that passed in the time range, less that in a range of the same length just before. Below 0 is worse than before; whether it is more than chance is said further down.
SELECT
  sumIf(SamplingWeight, Passed = 1 AND IsNow) / nullIf(sumIf(SamplingWeight, Status = 'scored' AND IsNow), 0)
    - sumIf(SamplingWeight, Passed = 1 AND NOT IsNow) / nullIf(sumIf(SamplingWeight, Status = 'scored' AND NOT IsNow), 0) AS difference
FROM (
  SELECT Status, Passed, SamplingWeight, RunStartedAt >= $__fromTime AS IsNow
  FROM eval_scores
  WHERE @scores-twice
    AND @scored-of
  @that-hold
)

-- panel: Regressions
-- type: stat 4x4
-- unit: none
-- thresholds: green, red 1
-- days: 2
-- empty: nothing was compared in two days
-- description: Comparisons that were kept in the last two days and of which the newest verdict is REGRESSION, by evaluator, agents and reference. Of the filters that of the evaluator applies.
SELECT if(count() = 0, NULL, countIf(verdict = 'REGRESSION')) AS regressions
FROM (
  SELECT argMax(Verdict, At) AS verdict
  FROM eval_comparisons
  WHERE At > $__toTime - INTERVAL 2 DAY AND At <= $__toTime AND Verdict NOT IN ('REFUSED', 'REFERENCE')
    AND @evaluator(Evaluator)
  GROUP BY Evaluator, Agent, Reference
)

-- panel: Errors of evaluators
-- type: stat 4x4
-- unit: percentunit
-- decimals: 1
-- thresholds: green, yellow 0.005, red 0.02
-- days: 1
-- empty: nothing was evaluated
-- description: Share of what evaluators were tried on and failed at. Above 2 % nothing is compared.
SELECT countIf(Status = 'error') / nullIf(countIf(Status != 'not_applicable'), 0) AS errors
FROM @scores

-- panel: Unknown
-- type: stat 4x4
-- unit: percentunit
-- decimals: 1
-- thresholds: green, yellow 0.2
-- days: 1
-- empty: nothing was evaluated
-- description: Share of what could not be scored as what it takes was not recorded, or as a judge could not tell.
SELECT countIf(Status = 'unknown') / nullIf(countIf(Status != 'not_applicable'), 0) AS unknown
FROM @scores

-- panel: Judge cost
-- type: stat 4x4
-- unit: currencyUSD
-- decimals: 2
-- days: 1
-- empty: nothing was judged
-- description: What judging the runs that began in the time range cost, as far as it is known. Scores that were replaced cost, too.
SELECT if(count() = 0, NULL, toFloat64(ifNull(sum(JudgeCostUsd), 0))) AS cost
FROM eval_scores
WHERE @scores-once AND JudgeModel != ''
    AND @scored-of

-- row: Over time
-- panel: Score by evaluator
-- type: timeseries 12x8
-- unit: percentunit
-- decimals: 1
-- series: evaluator
-- days: 1
-- empty: nothing was scored in the time range
-- description: Mean score of runs by when they began, each by how many it stands for. A new version of an evaluator begins a new line.
SELECT
  $__timeInterval(RunStartedAt) AS time, concat(Evaluator, ' ', leftUTF8(EvaluatorVersion, 8)) AS evaluator,
  sum(Score * SamplingWeight) / sum(SamplingWeight) AS score
FROM @scores
WHERE Status = 'scored'
GROUP BY time, evaluator ORDER BY time, evaluator

-- panel: Score by agent
-- type: timeseries 12x8
-- unit: percentunit
-- decimals: 1
-- series: agent
-- days: 1
-- empty: nothing was scored in the time range
-- description: Mean score over the evaluators that are chosen, by the agent whose run it was.
SELECT
  $__timeInterval(RunStartedAt) AS time, if(AgentName = '', 'no agent', toString(AgentName)) AS agent,
  sum(Score * SamplingWeight) / sum(SamplingWeight) AS score
FROM @scores
WHERE Status = 'scored'
GROUP BY time, agent ORDER BY time, agent

-- panel: Score by version
-- type: timeseries 12x8
-- unit: percentunit
-- decimals: 1
-- series: version
-- days: 1
-- empty: nothing was scored in the time range
-- description: Mean score over the evaluators that are chosen, by agent and version of the agent.
SELECT
  $__timeInterval(RunStartedAt) AS time, concat(AgentName, ' ', AgentVersion) AS version,
  sum(Score * SamplingWeight) / sum(SamplingWeight) AS score
FROM @scores
WHERE Status = 'scored'
GROUP BY time, version ORDER BY time, version

-- panel: Score by model
-- type: timeseries 12x8
-- unit: percentunit
-- decimals: 1
-- series: model
-- days: 1
-- empty: nothing was scored in the time range
-- description: Mean score over the evaluators that are chosen, by the first model that the run asked for.
SELECT
  $__timeInterval(RunStartedAt) AS time, if(empty(Models), 'no model', toString(Models[1])) AS model,
  sum(Score * SamplingWeight) / sum(SamplingWeight) AS score
FROM @scores
WHERE Status = 'scored'
GROUP BY time, model ORDER BY time, model

-- row: Better or worse
-- panel: The time range against the one before
-- type: table 24x8
-- unit: none
-- days: 2
-- empty: no version of an evaluator has scores in both
-- column: Before = percentunit, decimals 1
-- column: Now = percentunit, decimals 1
-- column: Change = percentunit, decimals 1, steps red|text 0
-- column: Low = percentunit, decimals 1
-- column: High = percentunit, decimals 1, steps red|text 0
-- description: Share that passed in the time range and in one of the same length just before, by the same version of an evaluator, and the 95 % interval of the change (Newcombe). An interval below 0 is a drop that is more than chance, seen once: who looks at many ranges finds one. Kept comparisons correct for that. Counts are not weighted.
@newcombe
FROM (
  SELECT
    @passed-twice
  FROM (
    SELECT Evaluator, EvaluatorVersion, Status, Passed, RunStartedAt >= $__fromTime AS IsNow
    FROM eval_scores
    WHERE @scores-twice
      AND @scored-of
    @that-hold
  )
  WHERE Status = 'scored'
  GROUP BY Evaluator, EvaluatorVersion
  HAVING NBefore > 0 AND NNow > 0
)
ORDER BY High, Evaluator, Version LIMIT 100

-- panel: Kept comparisons
-- type: table 24x9
-- unit: none
-- days: 1
-- empty: nothing was compared in the time range: a definition's schedule does with compare, and eval compare with --keep
-- column: Before = percentunit, decimals 1
-- column: Now = percentunit, decimals 1
-- column: Change = percentunit, decimals 1
-- column: Low = percentunit, decimals 1
-- column: High = percentunit, decimals 1
-- column: Margin = percentunit, decimals 1
-- column: P = none, decimals 4
-- column: Level = none, decimals 4
-- description: Verdicts of every night and those by hand, newest first, with the 95 % interval of the change. REGRESSION: P is at most Level, which is corrected for evaluators and looks, and a drop as large as the margin is not ruled out. Of the filters that of the evaluator applies.
SELECT
  At, Verdict, Evaluator, if(Agent = '', 'all', toString(Agent)) AS Agents, ReferenceValue AS Before, CandidateValue AS Now, Effect AS Change, Low, High,
  Margin, P, Level, Look, NReference, NCandidate, StillNeeded, Reference, Candidate, leftUTF8(Reason, 300) AS Why, EvaluatorVersion AS Version
FROM eval_comparisons
WHERE $__timeFilter(At) AND @evaluator(Evaluator)
ORDER BY At DESC, Evaluator, Candidate LIMIT 100

-- panel: Change against the reference
-- type: timeseries 24x8
-- unit: percentunit
-- decimals: 1
-- days: 1
-- empty: nothing was compared in the time range
-- description: What kept comparisons found, with both ends of the 95 % interval, by evaluator and agents.
SELECT At AS time, if(Agent = '', toString(Evaluator), concat(Evaluator, ' of ', Agent)) AS evaluator, Effect AS change, Low AS low, High AS high
FROM eval_comparisons
WHERE $__timeFilter(At) AND Effect IS NOT NULL AND @evaluator(Evaluator)
ORDER BY time, evaluator, Reference LIMIT 5000

-- row: What was bad
-- panel: Worst runs
-- type: table 24x9
-- unit: none
-- days: 1
-- empty: every run passed, or nothing was scored
-- column: Worst = percentunit, decimals 0
-- column: From = hidden
-- column: To = hidden
-- link: RunId -> aiops-run?var-run={RunId}&from={From}&to={To}
-- description: Runs that failed most evaluations, then those with the lowest score; why is of that one.
SELECT
  toDateTime64(min(RunStartedAt), 3) AS Started, any(AgentName) AS Agent, any(AgentVersion) AS Version, any(ServiceName) AS Service,
  countIf(Passed = 0) AS NotPassed, count() AS Scores, min(Score) AS Worst,
  arrayStringConcat(arraySort(groupUniqArrayIf(toString(Evaluator), Passed = 0)), ', ') AS Evaluators,
  argMin(leftUTF8(Explanation, 300), (Score, Evaluator, TargetId)) AS Why, RunId,
  toString(toUnixTimestamp64Milli(min(RunStartedAt)) - 60000) AS From, toString(toUnixTimestamp64Milli(min(RunStartedAt)) + 86400000) AS To
FROM @scores
WHERE Status = 'scored'
GROUP BY RunId
HAVING NotPassed > 0
ORDER BY NotPassed DESC, Worst, Started DESC, RunId LIMIT 50

-- row: Evaluators
-- panel: What evaluators said
-- type: table 24x8
-- unit: none
-- days: 1
-- empty: nothing was evaluated
-- column: Passed = percentunit, decimals 1
-- column: Mean = percentunit, decimals 1
-- column: ErrorShare = percentunit, decimals 1, steps text|yellow 0.005|red 0.02
-- column: UnknownShare = percentunit, decimals 1, steps text|yellow 0.2
-- description: What each version of an evaluator said. Errors and unknowns are of what it was tried on, which leaves out what it does not apply to.
SELECT
  Evaluator, leftUTF8(EvaluatorVersion, 12) AS Version, Source, countIf(Status = 'scored') AS Scored,
  sumIf(SamplingWeight, s.Passed = 1) / nullIf(sumIf(SamplingWeight, Status = 'scored'), 0) AS Passed,
  sumIf(Score * SamplingWeight, Status = 'scored') / nullIf(sumIf(SamplingWeight, Status = 'scored'), 0) AS Mean,
  countIf(Status = 'error') / nullIf(countIf(Status != 'not_applicable'), 0) AS ErrorShare,
  countIf(Status = 'unknown') / nullIf(countIf(Status != 'not_applicable'), 0) AS UnknownShare,
  countIf(Status = 'not_applicable') AS NotApplicable, max(ScoredAt) AS Newest
FROM @scores AS s
GROUP BY Evaluator, EvaluatorVersion, Source
ORDER BY Evaluator, Newest DESC, Version, Source LIMIT 200

-- panel: What evaluators failed on
-- type: table 12x8
-- unit: none
-- days: 1
-- empty: no evaluator failed
-- column: From = hidden
-- column: To = hidden
-- link: RunId -> aiops-run?var-run={RunId}&from={From}&to={To}
-- description: Errors of evaluators, most frequent first, with the newest run. An error is never a score.
SELECT
  Evaluator, leftUTF8(Explanation, 200) AS Error, count() AS Times, argMax(s.RunId, (s.RunStartedAt, s.RunId)) AS RunId,
  toString(toUnixTimestamp64Milli(max(RunStartedAt)) - 60000) AS From, toString(toUnixTimestamp64Milli(max(RunStartedAt)) + 86400000) AS To
FROM @scores AS s
WHERE Status = 'error'
GROUP BY Evaluator, Error
ORDER BY Times DESC, Evaluator, Error LIMIT 50

-- panel: Judges
-- type: table 12x8
-- unit: none
-- days: 1
-- empty: nothing was judged by a model
-- column: Cost = currencyUSD, decimals 4
-- column: Per1000 = currencyUSD, decimals 2
-- column: Unpriced = none, steps text|orange 1
-- description: What models judged and what that cost, as far as it has a price; per 1000 of those that have one. Scores that were replaced cost, too.
SELECT
  JudgeModel AS Judge, Evaluator, count() AS Judged, toFloat64(sum(JudgeCostUsd)) AS Cost, 1000 * toFloat64(sum(JudgeCostUsd)) / nullIf(count(JudgeCostUsd), 0) AS Per1000,
  countIf(JudgeCostUsd IS NULL) AS Unpriced
FROM eval_scores
WHERE @scores-once AND JudgeModel != ''
    AND @scored-of
GROUP BY Judge, Evaluator
ORDER BY Cost DESC NULLS LAST, Judge, Evaluator LIMIT 100

-- panel: Agreement with people
-- type: table 24x7
-- unit: none
-- days: 1
-- empty: nobody has labelled a run of the time range that a model judged: eval label takes labels as CSV
-- column: Agreement = percentunit, decimals 1
-- column: Kappa = none, decimals 2, steps red|yellow 0.4|green 0.6
-- column: GoodFound = percentunit, decimals 1
-- column: BadFound = percentunit, decimals 1
-- description: What judges say of runs that people have labelled, too: of one person's labels of a run the last counts. Kappa is the agreement beyond chance. Good and bad found are the shares of what people passed and failed that the judge did, too. A few labels tell little: eval calibrate has intervals.
SELECT
  Evaluator, Judge, leftUTF8(Version, 12) AS Version, Labels, Agreed / Labels AS Agreement,
  (Agreed / Labels - Chance) / nullIf(1 - Chance, 0) AS Kappa, BothPass / nullIf(PeoplePass, 0) AS GoodFound,
  BothFail / nullIf(Labels - PeoplePass, 0) AS BadFound
FROM (
  SELECT
    s.Evaluator AS Evaluator, toString(s.JudgeModel) AS Judge, s.EvaluatorVersion AS Version, count() AS Labels,
    countIf(s.Passed = 1 AND p.Passes) AS BothPass, countIf(s.Passed = 0 AND NOT p.Passes) AS BothFail, BothPass + BothFail AS Agreed,
    countIf(p.Passes) AS PeoplePass, countIf(s.Passed = 1) AS JudgePass,
    (PeoplePass * JudgePass + (Labels - PeoplePass) * (Labels - JudgePass)) / (Labels * Labels) AS Chance
  FROM @scores AS s
  INNER JOIN (
    SELECT RunId, TargetKind, TargetId, Evaluator, argMax(Label, At) = 'pass' AS Passes
    FROM eval_labels
    GROUP BY RunId, TargetKind, TargetId, Evaluator, `By`
    HAVING argMax(Label, At) != 'unknown'
  ) AS p ON p.RunId = s.RunId AND p.TargetKind = s.TargetKind AND p.TargetId = s.TargetId AND p.Evaluator = s.Evaluator
  WHERE s.Status = 'scored' AND s.JudgeModel != ''
  GROUP BY Evaluator, Judge, Version
)
ORDER BY Evaluator, Judge, Version LIMIT 100
