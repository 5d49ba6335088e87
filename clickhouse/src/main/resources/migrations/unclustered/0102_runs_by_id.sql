CREATE VIEW IF NOT EXISTS runs_by_id AS
-- The head of what runs_since says, made from the spans and not from their projection: for who asks for a few runs by their ids, which the index of
-- RunId finds however many days are kept. It has no more columns than are asked for: planning them is most of what such a query takes.
SELECT
  RunId,
  argMax(Source.Status, Source.Rank) AS Status,
  argMax(Source.StartedAt, Source.FromEvents) AS StartedAt,
  argMax(Source.EndedAt, Source.Rank) AS EndedAt,
  max(Source.LastSeenAt) AS LastSeenAt,
  (toUnixTimestamp64Nano(ifNull(EndedAt, LastSeenAt)) - toUnixTimestamp64Nano(StartedAt)) / 1e6 AS DurationMs,
  argMaxIf(Source.TraceId, Source.FromEvents, Source.TraceId != '') AS TraceId,
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
  if(sum(Source.CostUsd) IS NULL AND sum(Source.UnpricedCalls) = 0, 0, sum(Source.CostUsd)) AS CostUsd
FROM (
  SELECT
    RunId,
    0 AS FromEvents,
    if(HasRoot = 1 OR IsTrace = 1, 2, 0) AS Rank,
    multiIf(Rank = 0, 'running', RootFailed = 1, 'error', 'ok') AS Status,
    if(HasRoot = 1, RootStartedAt, FirstSpanAt) AS StartedAt,
    multiIf(HasRoot = 1, toNullable(RootEndedAt), Rank = 2, LastSpanAt, NULL) AS EndedAt,
    LastSpanAt AS LastSeenAt,
    Root[1] AS TraceId,
    Root[8] AS ServiceName,
    Root[9] AS Environment,
    Root[10] AS Team,
    Root[11] AS AgentName,
    Root[12] AS AgentVersion,
    Root[5] AS UserId,
    Root[6] AS ConversationId,
    CAST(Models, 'Array(String)') AS Models,
    multiIf(RootFailed = 0, '', Root[4] != '', Root[4], FirstFailedSpanId != '', FirstFailedSpanId, Root[2]) AS FailingSpanId,
    Root[3] AS ErrorType,
    Root[7] AS ErrorMessage,
    CostUsd,
    UnpricedCalls
  FROM (
    SELECT
      RunId,
      argMin(
        [TraceId, SpanId, toString(ErrorType), FailingSpanId, UserId, ConversationId, StatusMessage, toString(ServiceName), toString(Environment), toString(Team),
          toString(AgentName), toString(AgentVersion)],
        toUnixTimestamp64Nano(Timestamp) - 4611686018427387904 * IsRunRoot) AS Root,
      argMin(Failed, toUnixTimestamp64Nano(Timestamp) - 4611686018427387904 * IsRunRoot) AS RootFailed,
      argMinIf(SpanId, toUnixTimestamp64Nano(Timestamp) + Duration, Failed = 1 AND IsRunRoot = 0) AS FirstFailedSpanId,
      min(Timestamp) AS FirstSpanAt,
      max(addNanoseconds(Timestamp, Duration)) AS LastSpanAt,
      minIf(Timestamp, IsRunRoot = 1) AS RootStartedAt,
      maxIf(addNanoseconds(Timestamp, Duration), IsRunRoot = 1) AS RootEndedAt,
      max(IsRunRoot) AS HasRoot,
      max(RunId = otel_traces.TraceId) AS IsTrace,
      groupUniqArrayIf(RequestModel, IsModelCall = 1) AS Models,
      sum(if(CostStatus = 'unresolved', FoundPrice.CostUsd, otel_traces.CostUsd)) AS CostUsd,
      countIf(CostStatus = 'unpriced' OR FoundPrice.CostStatus = 'unpriced') AS UnpricedCalls
    FROM otel_traces
    WHERE RunId != '' AND Timestamp >= toStartOfHour({since:DateTime64(9)})
    GROUP BY RunId
  )
  UNION ALL
  SELECT
    RunId,
    1 AS FromEvents,
    if(Ended = 1, 3, 1) AS Rank,
    multiIf(Ended = 1, End.1, Silent = 1, 'lost', Waiting = 1, 'waiting_approval', 'running') AS Status,
    StartedAt,
    if(Ended = 1, toNullable(LastEndAt), NULL) AS EndedAt,
    LastSeenAt,
    TraceId,
    ServiceName,
    Environment,
    Team,
    AgentName,
    AgentVersion,
    UserId,
    ConversationId,
    if(RequestModel = '', [], [RequestModel]) AS Models,
    End.2 AS FailingSpanId,
    End.3 AS ErrorType,
    End.4 AS ErrorMessage,
    NULL AS CostUsd,
    0 AS UnpricedCalls
  FROM (
    SELECT
      RunId,
      min(EventTime) AS StartedAt,
      max(EventTime) AS LastSeenAt,
      maxIf(EventTime, Kind = 'ended') AS LastEndAt,
      max(Kind = 'ended') AS Ended,
      argMaxIf((toString(Status), FailingSpanId, toString(ErrorType), ErrorMessage), EventTime, Kind = 'ended') AS End,
      argMaxIf(Kind, EventTime, Kind IN ('waiting_approval', 'resumed')) = 'waiting_approval' AS Waiting,
      max(IngestedAt) < now64(3) - INTERVAL 60 SECOND AS Silent,
      argMinIf(run_events.TraceId, EventTime, run_events.TraceId != '') AS TraceId,
      argMinIf(run_events.ServiceName, EventTime, run_events.ServiceName != '') AS ServiceName,
      argMinIf(run_events.Environment, EventTime, run_events.Environment != '') AS Environment,
      argMinIf(run_events.Team, EventTime, run_events.Team != '') AS Team,
      argMinIf(run_events.AgentName, EventTime, run_events.AgentName != '') AS AgentName,
      argMinIf(run_events.AgentVersion, EventTime, run_events.AgentVersion != '') AS AgentVersion,
      argMinIf(run_events.UserId, EventTime, run_events.UserId != '') AS UserId,
      argMinIf(run_events.ConversationId, EventTime, run_events.ConversationId != '') AS ConversationId,
      argMinIf(run_events.RequestModel, EventTime, run_events.RequestModel != '') AS RequestModel
    FROM run_events
    WHERE EventTime >= toStartOfHour({since:DateTime64(9)})
    GROUP BY RunId
  )
) AS Source
GROUP BY RunId
COMMENT 'the heads of runs that began since a time, to be asked for by their RunId; one that began earlier, but not a day earlier, is not whole'
