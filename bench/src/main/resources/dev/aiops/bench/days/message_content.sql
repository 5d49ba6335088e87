-- One agent's messages are recorded. They are kept for a week.
INSERT INTO message_content (Timestamp, TraceId, SpanId, RunId, ServiceName, Part, Content, Redacted, Truncated)
WITH
  ['order', 'parcel', 'please', 'invoice', 'refund', 'Tuesday', 'when', 'where', 'the', 'a', 'of', 'my', 'has', 'not', 'arrived', 'report', 'total', 'last', 'month',
   'customer', 'asks', 'for', 'and', 'charged', 'twice', 'explain', 'why', 'build', 'fails', 'on', 'branch', 'main'] AS words
SELECT
  addNanoseconds(began, said.1 * step), trace, leftPad(lower(hex(cityHash64(draw, 1 + 4 * said.1))), 16, '0'), run, who.service,
  said.2,
  arrayStringConcat(arrayMap(i -> words[1 + cityHash64(draw, said.1, said.2, i) % 32], range(60 + 40 * said.1)), ' '),
  draw % 50 = 0, 0
FROM drawn_runs(seed = {seed:UInt64}, end = {end:DateTime64(9)}, per_day = {per_day:UInt64}, first = {first:UInt64}, count = {count:UInt64})
ARRAY JOIN arrayFlatten(arrayMap(c -> [(c, 'input.messages'), (c, 'output.messages')], range(calls))) AS said
WHERE who.agent = 'reviewer' AND began > {end:DateTime64(9)} - INTERVAL 7 DAY
