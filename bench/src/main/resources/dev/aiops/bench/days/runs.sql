-- Runs drawn from a seed and their own numbers: number 0 began last, and each day before the end has as many. Days are busy in their middle.
-- An agent has habits: how many calls it makes, how long they take, which tools it has, how often it fails. A provider has bad hours, in which
-- ten times as many runs fail, and an agent has days on which it goes round in circles for three hours.
CREATE VIEW IF NOT EXISTS drawn_runs AS
WITH CAST([
    (240, 'shop', 'support', 'desk', 1, 'openai', 'gpt-5.1', 'gpt-5-mini', 2, 6, ['lookup_order', 'search_articles', 'refund_order'], 30),
    (530, 'mail', 'support', 'triage', 1, 'openai', 'gpt-5-mini', '', 1, 1, ['none'], 8),
    (650, 'books', 'finance', 'clerk', 1, 'anthropic', 'claude-sonnet-4-5', 'gpt-5.1', 3, 8, ['read_invoice', 'match_order', 'post_entry'], 25),
    (710, 'reports', 'finance', 'analyst', 1, 'google', 'gemini-2.5-flash', '', 4, 10, ['run_query', 'draw_chart'], 60),
    (740, 'builds', 'platform', 'coder', 1, 'anthropic', 'claude-sonnet-4-5', '', 8, 24, ['read_file', 'edit_file', 'run_tests', 'search_code'], 120),
    (850, 'alerts', 'platform', 'watch', 1, 'openai', 'gpt-5-mini', '', 2, 4, ['query_metrics', 'read_log'], 40),
    (920, 'vault', 'legal', 'reviewer', 1, 'vllm', 'homegrown', '', 2, 5, ['search_cases'], 20),
    (950, 'research', 'science', 'researcher', 0, 'openai', 'gpt-4o-mini', '', 4, 9, ['web_search', 'fetch_page'], 70),
    (1000, 'quotes', 'sales', 'pricer', 0, 'anthropic', 'claude-sonnet-4-5', '', 2, 4, ['lookup_price'], 15)
  ], 'Array(Tuple(until UInt16, service String, team String, agent String, ours UInt8, provider String, model String, standby String, least UInt8, most UInt8, tools Array(String), failing UInt16))') AS agents
SELECT
  n, began, who,
  cityHash64({seed:UInt64}, n) AS draw,
  toUInt16(calls * if(is_loop, 3, 1)) AS calls,
  step, calls * step AS lasted, is_failed,
  -- the process died: no end, no root
  draw % 2000 = 1 AS is_lost,
  lower(hex(sipHash128({seed:UInt64}, n))) AS trace,
  leftPad(lower(hex(cityHash64(draw, 0))), 16, '0') AS root,
  leftPad(lower(hex(toUnixTimestamp64Milli(began))), 12, '0') AS millis,
  lower(hex(cityHash64(draw, 'run'))) AS tail,
  if(who.ours, concat(left(millis, 8), '-', substring(millis, 9, 4), '-7', left(trace, 3), '-a', substring(trace, 4, 3), '-', substring(trace, 8, 12)), trace) AS run,
  if(draw % 10 = 0, 'staging', 'prod') AS environment,
  concat('1.', toString(intDiv(toInt64(toUnixTimestamp(toDateTime(began))) + cityHash64(who.agent) % 604800, 604800))) AS version,
  concat(who.service, '-', toString(intDiv(draw, 7) % 4)) AS instance
FROM (
  SELECT
    n, began, who,
    who.least + intDiv(draw, 1000) % (who.most - who.least + 1) AS calls,
    1200000000 + toUInt64(pow(intDiv(draw, 100000) % 1000, 2) * 6000) AS step,
    intDiv(draw, 1000000000) % 1000 < least(400, who.failing * if(cityHash64({seed:UInt64}, 'outage', toStartOfHour(began), who.provider) % 60 = 0, 10, 1)) AS is_failed,
    cityHash64({seed:UInt64}, 'loop', toDate(began), who.agent) % 30 = 0 AND intDiv(toHour(began), 3) = 4 AS is_loop
  FROM (
    SELECT
      number AS n,
      cityHash64({seed:UInt64}, number) AS draw,
      arrayFirst(a -> draw % 1000 < a.until, agents) AS who,
      (number % {per_day:UInt64} + intDiv(draw, 1000) % 1000 / 1000) / {per_day:UInt64} AS place,
      subtractNanoseconds({end:DateTime64(9)},
        toInt64((intDiv(number, {per_day:UInt64}) + place + 0.6 * sin(2 * pi() * place) / (2 * pi())) * 86400000) * 1000000) AS began
    FROM numbers({first:UInt64}, {count:UInt64})
  )
)
