CREATE OR REPLACE VIEW costs ON CLUSTER '{cluster}' (
  Day Date COMMENT 'day, UTC',
  ServiceName LowCardinality(String) COMMENT 'service.name',
  AgentName LowCardinality(String) COMMENT 'the agent',
  AgentVersion LowCardinality(String) COMMENT 'the agent''s version, else the service''s',
  Environment LowCardinality(String) COMMENT 'environment of the process',
  Team LowCardinality(String) COMMENT 'team that owns the process',
  Provider LowCardinality(String) COMMENT 'who served the model',
  RequestModel LowCardinality(String) COMMENT 'the model asked for',
  ResponseModel LowCardinality(String) COMMENT 'the model that served',
  Operation LowCardinality(String) COMMENT 'gen_ai.operation.name; empty on spans that are none of an agent',
  CostStatus LowCardinality(String) COMMENT 'priced, estimated, unpriced or unbilled',
  Calls UInt64 COMMENT 'calls of models',
  Errors UInt64 COMMENT 'of these, those that failed',
  CostUsd Nullable(Decimal(38, 9)) COMMENT 'cost in USD as the sender knew it; NULL where it did not',
  InputTokens Nullable(UInt64) COMMENT 'input tokens, cached ones included; NULL where unknown',
  OutputTokens Nullable(UInt64) COMMENT 'output tokens, reasoning included; NULL where unknown',
  CacheReadTokens Nullable(UInt64) COMMENT 'input tokens read from a cache; NULL where unknown',
  CacheWriteTokens Nullable(UInt64) COMMENT 'input tokens written to a cache; NULL where unknown',
  ReasoningTokens Nullable(UInt64) COMMENT 'output tokens spent on reasoning; NULL where unknown',
  CallsWithoutUsage UInt64 COMMENT 'calls whose input tokens are unknown',
  Attempts Nullable(UInt64) COMMENT 'HTTP attempts of a model call; NULL where unknown',
  DurationNs UInt64 COMMENT 'sum of the calls'' lengths, nanoseconds'
) AS
-- A day is frozen as a whole and can get spans later: of the two sources, the one that has more of its calls holds.
-- So no call counts twice or is missed, before, during and after the freeze. Calls of a frozen day are counted and not priced again.
WITH
  frozen AS (
    SELECT Day
    FROM (SELECT Day, sum(Calls) AS FrozenCalls FROM costs_closed GROUP BY Day) AS closed
    GLOBAL LEFT JOIN (
      SELECT toDate(Timestamp, 'UTC') AS Day, count() AS KeptCalls FROM otel_traces WHERE CostStatus != '' GROUP BY Day
    ) AS kept USING (Day)
    WHERE FrozenCalls >= KeptCalls
  )
SELECT * FROM costs_open WHERE Day GLOBAL NOT IN (SELECT Day FROM frozen)
UNION ALL
SELECT * EXCEPT FrozenAt FROM costs_closed WHERE Day GLOBAL IN (SELECT Day FROM frozen)
COMMENT 'cost per day (UTC), of all days: those whose spans are kept and those frozen'
