CREATE VIEW IF NOT EXISTS tool_calls AS
SELECT
  Timestamp, TraceId, SpanId, ParentSpanId, RunId, ServiceName, Environment, Team, AgentName, AgentVersion, UserId, ConversationId,
  Library, ToolName,
  SpanAttributes['gen_ai.tool.call.id'] AS ToolCallId,
  SpanAttributes['gen_ai.tool.type'] AS ToolType,
  Failed, ErrorType, StatusMessage AS ErrorMessage, Outcome, Duration / 1e6 AS DurationMs, IngestedAt
FROM otel_traces
WHERE Operation = 'execute_tool'
COMMENT 'calls of tools: which, how long, outcome'
