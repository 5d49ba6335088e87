CREATE VIEW IF NOT EXISTS run_states AS
-- What counts runs: the columns of runs_since that it takes and no others, as planning those would take longer than reading these.
SELECT
  RunId,
  argMax(Source.Status, Source.Rank) AS Status,
  argMax(Source.StartedAt, Source.FromEvents) AS StartedAt,
  argMaxIf(Source.ServiceName, Source.FromEvents, Source.ServiceName != '') AS ServiceName,
  argMaxIf(Source.Environment, Source.FromEvents, Source.Environment != '') AS Environment,
  argMaxIf(Source.Team, Source.FromEvents, Source.Team != '') AS Team,
  argMaxIf(Source.AgentName, Source.FromEvents, Source.AgentName != '') AS AgentName
FROM (
  SELECT
    RunId,
    0 AS FromEvents,
    if(HasRoot = 1 OR IsTrace = 1, 2, 0) AS Rank,
    multiIf(Rank = 0, 'running', RootFailed = 1, 'error', 'ok') AS Status,
    if(HasRoot = 1, RootStartedAt, FirstSpanAt) AS StartedAt,
    Who[1] AS ServiceName,
    Who[4] AS Environment,
    Who[5] AS Team,
    Who[2] AS AgentName
  FROM (
    SELECT
      RunId,
      splitByChar('\0', argMin(
        concat(toString(ServiceName), '\0', toString(AgentName), '\0', toString(AgentVersion), '\0', toString(Environment), '\0', toString(Team)),
        toUnixTimestamp64Nano(Timestamp) - 4611686018427387904 * IsRunRoot)) AS Who,
      argMin(Failed, toUnixTimestamp64Nano(Timestamp) - 4611686018427387904 * IsRunRoot) AS RootFailed,
      min(Timestamp) AS FirstSpanAt,
      minIf(Timestamp, IsRunRoot = 1) AS RootStartedAt,
      max(IsRunRoot) AS HasRoot,
      max(RunId = otel_traces.TraceId) AS IsTrace
    FROM otel_traces
    WHERE RunId != '' AND toStartOfHour(Timestamp) >= toStartOfHour({since:DateTime64(9)})
    GROUP BY RunId
  )
  UNION ALL
  SELECT
    RunId,
    1 AS FromEvents,
    if(Ended = 1, 3, 1) AS Rank,
    multiIf(Ended = 1, EndStatus, Silent = 1, 'lost', Waiting = 1, 'waiting_approval', 'running') AS Status,
    StartedAt,
    ServiceName,
    Environment,
    Team,
    AgentName
  FROM (
    SELECT
      RunId,
      min(EventTime) AS StartedAt,
      max(Kind = 'ended') AS Ended,
      argMaxIf(Status, EventTime, Kind = 'ended') AS EndStatus,
      argMaxIf(Kind, EventTime, Kind IN ('waiting_approval', 'resumed')) = 'waiting_approval' AS Waiting,
      max(IngestedAt) < now64(3) - INTERVAL 60 SECOND AS Silent,
      argMinIf(run_events.ServiceName, EventTime, run_events.ServiceName != '') AS ServiceName,
      argMinIf(run_events.Environment, EventTime, run_events.Environment != '') AS Environment,
      argMinIf(run_events.Team, EventTime, run_events.Team != '') AS Team,
      argMinIf(run_events.AgentName, EventTime, run_events.AgentName != '') AS AgentName
    FROM run_events
    WHERE EventTime >= toStartOfHour({since:DateTime64(9)})
    GROUP BY RunId
  )
) AS Source
GROUP BY RunId
COMMENT 'runs that began since a time: who, when, and how they stand'
