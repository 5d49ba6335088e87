-- A run of our agent reports its start, that it lives every 15 s, and its end.
INSERT INTO run_events (RunId, EventTime, Kind, TraceId, SpanId, ServiceName, ServiceInstanceId, Environment, Team, AgentName, AgentVersion, RequestModel,
  UserId, ConversationId, Status, Input, Output, FailingSpanId, ErrorType, ErrorMessage, BatchId)
WITH
  ['order', 'parcel', 'please', 'invoice', 'refund', 'Tuesday', 'when', 'where', 'the', 'a', 'of', 'my', 'has', 'not', 'arrived', 'report', 'total', 'last', 'month',
   'customer', 'asks', 'for', 'and', 'charged', 'twice', 'explain', 'why', 'build', 'fails', 'on', 'branch', 'main'] AS words,
  (salt, length) -> arrayStringConcat(arrayMap(i -> words[1 + cityHash64(salt, i) % 32], range(length)), ' ') AS text
SELECT
  run, at, kind, trace, root, who.service, instance, environment, who.team, who.agent, version, if(kind = 'started', who.model, ''),
  concat('u', toString(intDiv(draw, 11) % 5000)), concat('c-', tail),
  multiIf(kind != 'ended', 'running', is_failed, 'error', draw % 300 = 7, 'cancelled', 'ok'),
  if(kind = 'started', text(draw, 12 + draw % 40), ''),
  if(kind = 'ended' AND NOT is_failed, text(tail, 20 + draw % 80), ''),
  if(kind = 'ended' AND is_failed, leftPad(lower(hex(cityHash64(draw, 4 * calls - 3))), 16, '0'), ''),
  if(kind = 'ended' AND is_failed, 'dev.langchain4j.exception.InternalServerException', ''),
  if(kind = 'ended' AND is_failed, 'the provider answered 500', ''),
  concat('b-', lower(hex(cityHash64(instance, toUnixTimestamp(at)))), '-', lower(hex(cityHash64(instance, toUnixTimestamp(at), 2))))
FROM (
  SELECT
    *,
    multiIf(beat = 0, 'started', beat > beats, 'ended', 'heartbeat') AS kind,
    addNanoseconds(began, if(kind = 'ended', lasted, 15000000000 * beat)) AS at
  FROM (
    SELECT *, intDiv(lasted, 15000000000) AS beats
    FROM drawn_runs(seed = {seed:UInt64}, end = {end:DateTime64(9)}, per_day = {per_day:UInt64}, first = {first:UInt64}, count = {count:UInt64})
    WHERE who.ours
  )
  ARRAY JOIN range(beats + 2) AS beat
  WHERE NOT (is_lost AND kind = 'ended')
)
WHERE at <= {end:DateTime64(9)}
