CREATE VIEW IF NOT EXISTS costs_open ON CLUSTER '{cluster}' (
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
SELECT
  toDate(Timestamp, 'UTC') AS Day, ServiceName, AgentName, AgentVersion, Environment, Team, Provider, RequestModel, ResponseModel, Operation, CostStatus,
  count() AS Calls, sum(Failed) AS Errors, sum(otel_traces.CostUsd) AS CostUsd,
  sum(otel_traces.InputTokens) AS InputTokens, sum(otel_traces.OutputTokens) AS OutputTokens, sum(otel_traces.CacheReadTokens) AS CacheReadTokens,
  sum(otel_traces.CacheWriteTokens) AS CacheWriteTokens, sum(otel_traces.ReasoningTokens) AS ReasoningTokens,
  countIf(otel_traces.InputTokens IS NULL) AS CallsWithoutUsage, sum(otel_traces.Attempts) AS Attempts, sum(Duration) AS DurationNs
FROM otel_traces
WHERE CostStatus NOT IN ('', 'unresolved')
GROUP BY Day, ServiceName, AgentName, AgentVersion, Environment, Team, Provider, RequestModel, ResponseModel, Operation, CostStatus
UNION ALL
SELECT
  toDate(Timestamp, 'UTC') AS Day, ServiceName, AgentName, AgentVersion, Environment, Team, Provider, RequestModel, ResponseModel, Operation, CostStatus,
  count() AS Calls, sum(Failed) AS Errors, sum(llm_calls.CostUsd) AS CostUsd,
  sum(llm_calls.InputTokens) AS InputTokens, sum(llm_calls.OutputTokens) AS OutputTokens, sum(llm_calls.CacheReadTokens) AS CacheReadTokens,
  sum(llm_calls.CacheWriteTokens) AS CacheWriteTokens, sum(llm_calls.ReasoningTokens) AS ReasoningTokens,
  countIf(llm_calls.InputTokens IS NULL) AS CallsWithoutUsage, sum(llm_calls.Attempts) AS Attempts, sum(Duration) AS DurationNs
FROM llm_calls
WHERE SentWithoutCost = 1
GROUP BY Day, ServiceName, AgentName, AgentVersion, Environment, Team, Provider, RequestModel, ResponseModel, Operation, CostStatus
COMMENT 'cost per day from the spans that are kept'
