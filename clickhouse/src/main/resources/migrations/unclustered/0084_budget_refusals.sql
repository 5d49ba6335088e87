CREATE VIEW IF NOT EXISTS budget_refusals (
  time DateTime64(9) COMMENT 'start of the call',
  run String COMMENT 'its run; empty outside a run',
  trace String COMMENT 'its trace, 32 lower hex',
  span String COMMENT 'its span, 16 lower hex',
  service LowCardinality(String) COMMENT 'service.name',
  environment LowCardinality(String) COMMENT 'environment of the process',
  team LowCardinality(String) COMMENT 'team that owns the process',
  agent LowCardinality(String) COMMENT 'the agent',
  user String COMMENT 'the end user, where the app says',
  model LowCardinality(String) COMMENT 'the model asked for',
  mode LowCardinality(String) COMMENT 'enforce: the call was refused; observe: it was sent, and the budget would have refused it',
  budget String COMMENT 'the budget that refused, or would have; empty where nobody could say which covers the call',
  rule String COMMENT 'why, as cap_reached, dollars_per_hour, same_tool_calls, above_max_lease or unavailable',
  day Nullable(Date32) COMMENT 'the budget''s day; NULL where the process did not know it',
  cap_usd Nullable(Decimal(38, 9)) COMMENT 'the cap in force, in USD: of the day, or of an hour of the process where the rule is dollars_per_hour; NULL where there is none or it is unknown',
  spent_usd Nullable(Decimal(38, 9)) COMMENT 'spent of the cap, in USD; NULL as before',
  leased_usd Nullable(Decimal(38, 9)) COMMENT 'what open leases, or calls under way in the hour, may come to beyond that, in USD; NULL as before',
  asked_usd Nullable(Decimal(38, 9)) COMMENT 'the most that the call can cost, in USD; NULL where nobody can say',
  message String COMMENT 'what the app was told, or would have been'
) AS
SELECT
  Timestamp AS time, RunId AS run, TraceId AS trace, SpanId AS span, ServiceName AS service, Environment AS environment, Team AS team,
  AgentName AS agent, UserId AS user, RequestModel AS model,
  'enforce' AS mode,
  SpanAttributes['aiops.budget.name'] AS budget,
  SpanAttributes['aiops.budget.rule'] AS rule,
  toDate32OrNull(SpanAttributes['aiops.budget.day']) AS day,
  toDecimal128OrNull(SpanAttributes['aiops.budget.cap'], 9) AS cap_usd,
  toDecimal128OrNull(SpanAttributes['aiops.budget.spent'], 9) AS spent_usd,
  toDecimal128OrNull(SpanAttributes['aiops.budget.leased'], 9) AS leased_usd,
  toDecimal128OrNull(SpanAttributes['aiops.budget.asked'], 9) AS asked_usd,
  StatusMessage AS message
FROM otel_traces
WHERE IsModelCall = 1 AND SpanAttributes['aiops.budget.rule'] != ''
UNION ALL
SELECT
  Timestamp AS time, RunId AS run, TraceId AS trace, SpanId AS span, ServiceName AS service, Environment AS environment, Team AS team,
  AgentName AS agent, UserId AS user, RequestModel AS model,
  'observe' AS mode,
  Attributes['aiops.budget.name'] AS budget,
  Attributes['aiops.budget.rule'] AS rule,
  toDate32OrNull(Attributes['aiops.budget.day']) AS day,
  toDecimal128OrNull(Attributes['aiops.budget.cap'], 9) AS cap_usd,
  toDecimal128OrNull(Attributes['aiops.budget.spent'], 9) AS spent_usd,
  toDecimal128OrNull(Attributes['aiops.budget.leased'], 9) AS leased_usd,
  toDecimal128OrNull(Attributes['aiops.budget.asked'], 9) AS asked_usd,
  Attributes['aiops.budget.message'] AS message
FROM otel_traces
ARRAY JOIN Events.Name AS Event, Events.Attributes AS Attributes
WHERE IsModelCall = 1 AND SpanAttributes['aiops.budget.would_refuse'] != '' AND Event = 'aiops.budget.would_refuse'
COMMENT 'a row for each call that a budget refused, and for each budget that would have refused a call'
