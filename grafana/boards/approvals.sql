-- dashboard: Approvals
-- uid: aiops-approvals
-- description: What waits for a person, how long people take, who decided what by which rule, and what came of it.
-- from: now-7d
-- refresh: 1m
-- variables: environment, team, service, agent
-- constant: approvals = http://127.0.0.1:8321

-- panel: Waiting now
-- type: stat 4x4
-- unit: none
-- thresholds: green, yellow 1
-- empty: nothing has ever waited
-- description: Actions that wait for a person, whenever they were asked for.
SELECT countIf(State = 'PENDING') AS waiting
FROM @approvals
WHERE @who

-- panel: Longest wait
-- type: stat 4x4
-- unit: s
-- decimals: 0
-- thresholds: green, yellow 900, red 3600
-- empty: nothing waits
-- description: How long the oldest of them has waited.
SELECT if(count() = 0, NULL, dateDiff('second', min(Requested), now64(3))) AS waited
FROM @approvals
WHERE State = 'PENDING'
    AND @who

-- panel: Median time to decide
-- type: stat 4x4
-- unit: s
-- decimals: 0
-- empty: nothing was decided in the time range
-- description: From asking to the answer that settled it, of what people approved or denied in the time range.
SELECT if(count() = 0, NULL, quantileExact(0.5)(dateDiff('millisecond', Requested, assumeNotNull(Settled)) / 1000)) AS median
FROM @approvals
WHERE $__timeFilter(Settled) AND DecidedBy != ''
    AND @who

-- panel: 95 % are decided in
-- type: stat 4x4
-- unit: s
-- decimals: 0
-- empty: nothing was decided in the time range
-- description: One in twenty of these took longer.
SELECT if(count() = 0, NULL, quantileExact(0.95)(dateDiff('millisecond', Requested, assumeNotNull(Settled)) / 1000)) AS p95
FROM @approvals
WHERE $__timeFilter(Settled) AND DecidedBy != ''
    AND @who

-- panel: Denied
-- type: stat 4x4
-- unit: none
-- empty: nothing was asked for in the time range
-- description: Of what was asked for in the time range, what people denied.
SELECT countIf(State = 'DENIED') AS denied
FROM @approvals
WHERE $__timeFilter(Requested)
    AND @who

-- panel: Outcome unknown
-- type: stat 4x4
-- unit: none
-- thresholds: green, red 1
-- empty: nothing was asked for in the time range
-- description: Begun, and nobody said what came of it: the process died. It never runs a second time; somebody has to look whether it did.
SELECT countIf(State = 'OUTCOME_UNKNOWN') AS unknown
FROM @approvals
WHERE $__timeFilter(Requested)
    AND @who

-- panel: Queue, oldest first
-- type: table 24x10
-- unit: none
-- empty: nothing waits
-- column: Waits = s, decimals 0, steps text|yellow 900|red 3600
-- link: Approval -> ${approvals}/approvals/{Approval}
-- column: From = hidden
-- link: RunId -> aiops-run?var-run={RunId}&from={From}&to=now
-- description: The first column opens the form. Arguments were written by a model: the form shows them whole and tells what is hidden.
SELECT
  Approval, dateDiff('second', Requested, now64(3)) AS Waits, Tool, leftUTF8(Arguments, 200) AS Arguments, AgentName AS Agent, ServiceName AS Service,
  Environment, Team, Rule, if(Requester = '', 'unknown', Requester) AS Requester, DecidedBy AS AnsweredBy, RunId,
  @run-from(Requested) AS From
FROM @approvals
WHERE State = 'PENDING'
    AND @who
ORDER BY Requested, Approval LIMIT 200

-- panel: Time to decide
-- type: timeseries 12x8
-- unit: s
-- empty: nothing was decided in the time range
-- description: Of what people decided, by when they did.
SELECT
  $__timeInterval(decided) AS time, quantileExact(0.5)(seconds) AS median, max(seconds) AS longest
FROM (
  SELECT assumeNotNull(Settled) AS decided, dateDiff('millisecond', Requested, assumeNotNull(Settled)) / 1000 AS seconds
  FROM @approvals
  WHERE $__timeFilter(Settled) AND DecidedBy != ''
    AND @who
)
GROUP BY time ORDER BY time

-- panel: What came of it
-- type: timeseries 12x8
-- unit: none
-- draw: bars
-- series: state
-- empty: nothing was asked for in the time range
-- description: Actions by when they were asked for, with the state that they have now.
SELECT $__timeInterval(Requested) AS time, toString(State) AS state, count() AS actions
FROM @approvals
WHERE $__timeFilter(Requested)
    AND @who
GROUP BY time, state ORDER BY time, state

-- panel: By rule
-- type: table 12x9
-- unit: none
-- empty: nothing was asked for in the time range
-- column: Median = s, decimals 0
-- column: DeniedShare = percentunit, decimals 0
-- description: What each rule held in the time range. A rule that nobody ever denies may be one too many.
SELECT
  Rule, Tool, count() AS Asked, countIf(State = 'PENDING') AS Waiting, countIf(State IN ('APPROVED', 'CONSUMED', 'EXECUTED', 'FAILED', 'OUTCOME_UNKNOWN')) AS Approved,
  countIf(State = 'DENIED') AS Denied, countIf(State IN ('EXPIRED', 'CANCELLED', 'REVOKED')) AS Lapsed, countIf(State = 'OUTCOME_UNKNOWN') AS Unknown,
  Denied / nullIf(Approved + Denied, 0) AS DeniedShare,
  quantileExactIfOrNull(0.5)(dateDiff('millisecond', Requested, ifNull(Settled, Requested)) / 1000, DecidedBy != '' AND Settled IS NOT NULL) AS Median
FROM @approvals
WHERE $__timeFilter(Requested)
    AND @who
GROUP BY Rule, Tool ORDER BY Asked DESC, Rule, Tool LIMIT 200

-- panel: By person
-- type: table 12x9
-- unit: none
-- empty: nobody answered in the time range
-- column: Median = s, decimals 0
-- description: Answers that people gave in the time range, and how long after the asking.
SELECT
  actor AS Person, count() AS Answers, countIf(JSONExtractBool(body, 'vote', 'approve')) AS Approved, Answers - Approved AS Denied,
  quantileExact(0.5)(dateDiff('millisecond', a.Requested, at) / 1000) AS Median, max(at) AS Newest
FROM control_log AS l
INNER JOIN (
  SELECT Approval, Requested FROM @approvals WHERE @who
) AS a ON a.Approval = l.entity
WHERE kind = 'approval_decided' AND $__timeFilter(at)
GROUP BY Person ORDER BY Answers DESC, Person LIMIT 200

-- panel: What was asked for, newest first
-- type: table 24x12
-- unit: none
-- empty: nothing was asked for in the time range
-- column: Took = s, decimals 0
-- link: Approval -> ${approvals}/approvals/{Approval}
-- column: From = hidden
-- link: RunId -> aiops-run?var-run={RunId}&from={From}&to=now
-- description: Everything asked for in the time range, with who decided it and what came of it.
SELECT
  Requested, Approval, State, Tool, leftUTF8(Arguments, 200) AS Arguments, AgentName AS Agent, ServiceName AS Service, Rule,
  if(Requester = '', 'unknown', Requester) AS Requester, DecidedBy, dateDiff('second', Requested, Settled) AS Took, RunId,
  @run-from(Requested) AS From
FROM @approvals
WHERE $__timeFilter(Requested)
    AND @who
ORDER BY Requested DESC, Approval LIMIT 500
