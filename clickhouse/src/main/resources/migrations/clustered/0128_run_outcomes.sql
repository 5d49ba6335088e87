CREATE VIEW IF NOT EXISTS run_outcomes ON CLUSTER '{cluster}' AS
-- As run_states, for who counts runs and asks for no id: spans, too, are brought together under a number for their run's id, and how runs ended is
-- a number until the last, which takes a sixth less.
SELECT
  if(
    max(Source.Rank) = 1,
    multiIf(
      max(Source.HeardAt) < now64(3) - INTERVAL 60 SECOND, 'lost',
      argMaxIf(Source.Waits, Source.At, Source.Waits < 2) = 1, 'waiting_approval',
      'running'),
    ['running', 'error', 'ok', 'cancelled'][argMax(Source.Ending, Source.Rank)]) AS Status,
  fromUnixTimestamp64Nano(if(min(Source.At) < 0, min(Source.At) + 4611686018427387904, min(Source.At))) AS StartedAt,
  argMinIf(Source.ServiceName, Source.At, Source.ServiceName != '') AS ServiceName,
  argMinIf(Source.Environment, Source.At, Source.Environment != '') AS Environment,
  argMinIf(Source.Team, Source.At, Source.Team != '') AS Team,
  argMinIf(Source.AgentName, Source.At, Source.AgentName != '') AS AgentName
FROM (
  SELECT
    RunHash,
    toUnixTimestamp64Nano(if(HasRoot = 1, RootStartedAt, FirstSpanAt)) AS At,
    if(HasRoot = 1 OR IsTrace = 1, toInt64(2), toInt64(0)) AS Rank,
    toUInt8(multiIf(Rank = 0, 1, RootFailed = 1, 2, 3)) AS Ending,
    toDateTime64(0, 3, 'UTC') AS HeardAt,
    toUInt8(2) AS Waits,
    Who[1] AS ServiceName,
    Who[4] AS Environment,
    Who[5] AS Team,
    Who[2] AS AgentName
  FROM (
    SELECT
      xxh3_128(RunId) AS RunHash,
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
    GROUP BY RunHash
  )
  UNION ALL
  SELECT
    xxh3_128(RunId) AS RunHash,
    toUnixTimestamp64Nano(EventTime) - 4611686018427387904 AS At,
    if(Kind = 'ended', toUnixTimestamp64Nano(EventTime), toInt64(1)) AS Rank,
    toUInt8(indexOf(['running', 'error', 'ok', 'cancelled'], Status)) AS Ending,
    IngestedAt AS HeardAt,
    toUInt8(multiIf(Kind = 'waiting_approval', 1, Kind = 'resumed', 0, 2)) AS Waits,
    ServiceName,
    Environment,
    Team,
    AgentName
  FROM run_events
  WHERE EventTime >= toStartOfHour({since:DateTime64(9)})
) AS Source
GROUP BY RunHash
COMMENT 'runs that began since a time, without their ids: who, when, and how they stand'
