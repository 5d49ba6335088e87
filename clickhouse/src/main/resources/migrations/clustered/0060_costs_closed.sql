CREATE TABLE IF NOT EXISTS costs_closed ON CLUSTER '{cluster}' (
  Day Date COMMENT 'day, UTC',
  ServiceName LowCardinality(String) COMMENT 'service.name',
  AgentName LowCardinality(String) COMMENT 'the agent',
  AgentVersion LowCardinality(String) COMMENT 'the agent''s version, else the service''s',
  Environment LowCardinality(String) COMMENT 'environment of the process',
  Team LowCardinality(String) COMMENT 'team that owns the process',
  Provider LowCardinality(String) COMMENT 'who served the model',
  RequestModel LowCardinality(String) COMMENT 'the model asked for',
  ResponseModel LowCardinality(String) COMMENT 'the model that served',
  Operation LowCardinality(String) COMMENT 'gen_ai.operation.name',
  CostStatus LowCardinality(String) COMMENT 'priced, estimated, unpriced or unbilled',
  Calls UInt64 COMMENT 'calls of models',
  Errors UInt64 COMMENT 'of these, those that failed',
  CostUsd Nullable(Decimal(38, 9)) COMMENT 'cost in USD; NULL where unpriced',
  InputTokens Nullable(UInt64) COMMENT 'input tokens, cached ones included; NULL where unknown',
  OutputTokens Nullable(UInt64) COMMENT 'output tokens, reasoning included; NULL where unknown',
  CacheReadTokens Nullable(UInt64) COMMENT 'input tokens read from a cache; NULL where unknown',
  CacheWriteTokens Nullable(UInt64) COMMENT 'input tokens written to a cache; NULL where unknown',
  ReasoningTokens Nullable(UInt64) COMMENT 'output tokens spent on reasoning; NULL where unknown',
  CallsWithoutUsage UInt64 COMMENT 'calls whose input tokens are unknown',
  Attempts Nullable(UInt64) COMMENT 'HTTP attempts; NULL where unknown',
  DurationNs UInt64 COMMENT 'sum of the calls'' lengths, nanoseconds',
  FrozenAt DateTime64(3, 'UTC') COMMENT 'when the day was frozen'
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{database}/{table}', '{shard}-{replica}')
PARTITION BY Day
ORDER BY (Day, ServiceName, AgentName, Provider, RequestModel)
TTL Day + INTERVAL 1100 DAY
SETTINGS ttl_only_drop_parts = 1
COMMENT 'cost of days that are over, kept when their spans are gone'
