CREATE VIEW IF NOT EXISTS costs_open AS
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
