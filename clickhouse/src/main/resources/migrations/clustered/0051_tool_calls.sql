CREATE VIEW IF NOT EXISTS tool_calls ON CLUSTER '{cluster}' (
  Timestamp DateTime64(9) COMMENT 'start of the span',
  TraceId String COMMENT 'trace, 32 lower hex',
  SpanId String COMMENT 'span, 16 lower hex',
  ParentSpanId String COMMENT 'parent span; empty on the root of a trace',
  RunId String COMMENT 'the run: its UUIDv7, else the trace of a span of an agent in another language; empty outside a run',
  ServiceName LowCardinality(String) COMMENT 'service.name',
  Environment LowCardinality(String) COMMENT 'environment of the process',
  Team LowCardinality(String) COMMENT 'team that owns the process',
  AgentName LowCardinality(String) COMMENT 'the agent',
  AgentVersion LowCardinality(String) COMMENT 'the agent''s version, else the service''s',
  UserId String COMMENT 'the end user, where the app says',
  ConversationId String COMMENT 'conversation or chat memory id, where known',
  Library LowCardinality(String) COMMENT 'the hook that owns the call',
  ToolName LowCardinality(String) COMMENT 'the tool, on a tool call',
  ToolCallId String COMMENT 'the model''s id of the tool call',
  ToolType String COMMENT 'function, extension or datastore',
  Failed UInt8 COMMENT '1 where the status is an error',
  ErrorType LowCardinality(String) COMMENT 'class of the error, or the status code; empty without one',
  ErrorMessage String COMMENT 'message of the error',
  Outcome LowCardinality(String) COMMENT 'ok, error, cancelled, abandoned, cut or refused',
  DurationMs Float64 COMMENT 'length, milliseconds',
  IngestedAt DateTime64(3, 'UTC') COMMENT 'when the server took it in'
) AS
SELECT
  Timestamp, TraceId, SpanId, ParentSpanId, RunId, ServiceName, Environment, Team, AgentName, AgentVersion, UserId, ConversationId,
  Library, ToolName,
  SpanAttributes['gen_ai.tool.call.id'] AS ToolCallId,
  SpanAttributes['gen_ai.tool.type'] AS ToolType,
  Failed, ErrorType, StatusMessage AS ErrorMessage, Outcome, Duration / 1e6 AS DurationMs, IngestedAt
FROM otel_traces
WHERE Operation = 'execute_tool'
COMMENT 'calls of tools: which, how long, outcome'
