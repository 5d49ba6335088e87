CREATE VIEW IF NOT EXISTS runs_since ON CLUSTER '{cluster}' AS
-- Three sources, one row each per run. What a process reports of its run goes before what its spans show; Rank says which
-- status holds: 3 reported its end, 2 its root span is there, 1 reported as open, 0 open by its spans.
SELECT
  RunId,
  argMax(Source.Status, Source.Rank) AS Status,
  argMax(Source.StartedAt, Source.FromEvents) AS StartedAt,
  argMax(Source.EndedAt, Source.Rank) AS EndedAt,
  max(Source.LastSeenAt) AS LastSeenAt,
  (toUnixTimestamp64Nano(ifNull(EndedAt, LastSeenAt)) - toUnixTimestamp64Nano(StartedAt)) / 1e6 AS DurationMs,
  argMaxIf(Source.TraceId, Source.FromEvents, Source.TraceId != '') AS TraceId,
  argMaxIf(Source.RootSpanId, Source.FromEvents, Source.RootSpanId != '') AS RootSpanId,
  argMaxIf(Source.ServiceName, Source.FromEvents, Source.ServiceName != '') AS ServiceName,
  argMaxIf(Source.Environment, Source.FromEvents, Source.Environment != '') AS Environment,
  argMaxIf(Source.Team, Source.FromEvents, Source.Team != '') AS Team,
  argMaxIf(Source.AgentName, Source.FromEvents, Source.AgentName != '') AS AgentName,
  argMaxIf(Source.AgentVersion, Source.FromEvents, Source.AgentVersion != '') AS AgentVersion,
  argMaxIf(Source.UserId, Source.FromEvents, Source.UserId != '') AS UserId,
  argMaxIf(Source.ConversationId, Source.FromEvents, Source.ConversationId != '') AS ConversationId,
  arraySort(argMinIf(Source.Models, Source.FromEvents, notEmpty(Source.Models))) AS Models,
  argMaxIf(Source.FailingSpanId, Source.FromEvents, Source.FailingSpanId != '') AS FailingSpanId,
  argMaxIf(Source.ErrorType, Source.FromEvents, Source.ErrorType != '') AS ErrorType,
  argMaxIf(Source.ErrorMessage, Source.FromEvents, Source.ErrorMessage != '') AS ErrorMessage,
  sum(Source.Spans) AS Spans,
  sum(Source.FailedSpans) AS FailedSpans,
  sum(Source.ModelCalls) AS ModelCalls,
  sum(Source.ToolCalls) AS ToolCalls,
  sum(Source.Retries) AS Retries,
  sum(Source.Fallbacks) AS Fallbacks,
  sum(Source.InputTokens) AS InputTokens,
  sum(Source.OutputTokens) AS OutputTokens,
  sum(Source.CacheReadTokens) AS CacheReadTokens,
  sum(Source.ReasoningTokens) AS ReasoningTokens,
  if(sum(Source.CostUsd) IS NULL AND sum(Source.UnpricedCalls) = 0, 0, sum(Source.CostUsd)) AS CostUsd,
  sum(Source.UnpricedCalls) AS UnpricedCalls,
  sum(Source.EstimatedCalls) AS EstimatedCalls,
  max(Source.Input) AS Input,
  max(Source.Output) AS Output
FROM (
  SELECT * FROM runs_in_spans(since = {since:DateTime64(9)})
  UNION ALL
  SELECT * FROM runs_in_events(since = {since:DateTime64(9)})
  UNION ALL
  SELECT * FROM runs_in_prices(since = {since:DateTime64(9)})
) AS Source
GROUP BY RunId
COMMENT 'runs that began since a time; one that began earlier, but not a day earlier, is not whole'
