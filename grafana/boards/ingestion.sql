-- dashboard: Ingestion
-- uid: aiops-ingestion
-- description: Whether what agents say arrives: how late, how much, what was lost, and what it takes on disk.
-- from: now-6h
-- refresh: 1m
-- variables: environment, team, service

-- panel: Newest span
-- type: stat 4x4
-- unit: s
-- decimals: 0
-- thresholds: green, yellow 120, red 900
-- days: 2
-- empty: no span came in for a day
-- description: Seconds since the newest span came in, by the server's clock. Quiet agents make it grow, too.
SELECT if(count() = 0, NULL, dateDiff('second', max(IngestedAt), now64(3))) AS age
FROM otel_traces
WHERE Timestamp >= now() - INTERVAL 1 DAY
    AND @source

-- panel: Newest run event
-- type: stat 4x4
-- unit: s
-- decimals: 0
-- thresholds: green, yellow 120, red 900
-- days: 2
-- empty: no run event came in for a day
-- description: Seconds since a run of our agent last reported. Each open run reports every 15 s.
SELECT if(count() = 0, NULL, dateDiff('second', max(IngestedAt), now64(3))) AS age
FROM run_events
WHERE EventTime >= now() - INTERVAL 1 DAY
    AND @source

-- panel: 99 % arrive within
-- type: stat 4x4
-- unit: ms
-- thresholds: green, yellow 15000, red 60000
-- days: 2
-- empty: no span came in
-- description: From the end of a span, by the app's clock, to its row, by the server's. It has the agent's spool, the way, and any difference of the clocks.
SELECT if(count() = 0, NULL, quantileExact(0.99)(@lag)) AS p99
FROM otel_traces
WHERE Timestamp >= $__fromTime - INTERVAL 1 DAY AND $__timeFilter(IngestedAt)
    AND @source

-- panel: Dropped rows
-- type: stat 4x4
-- unit: none
-- thresholds: green, red 1
-- days: 1
-- empty: no rows were dropped
-- description: Rows that processes gave up, as their spool was full or the server refused them, as they reported.
SELECT sum(toUInt64OrZero(LogAttributes['aiops.dropped.rows'])) AS dropped
FROM otel_logs
WHERE $__timeFilter(Timestamp) AND EventName = 'aiops.telemetry.dropped'
    AND @source

-- panel: Duplicates dropped
-- type: stat 4x4
-- unit: none
-- empty: no batch came twice
-- description: Batches that came twice and were taken once, as the server counts them since it started: ClickHouse 26 keeps two hashes of a batch and counts both. It happens when an answer was lost on the way, and does no harm.
SELECT toUInt64(sum(value)) AS duplicates FROM system.events WHERE event = 'DuplicatedInsertedBlocks'

-- panel: Refused inserts
-- type: stat 4x4
-- unit: none
-- thresholds: green, red 1
-- empty: no insert was refused
-- description: Inserts that the server refused or held back as a table had too many parts, since it started.
SELECT toUInt64(sum(value)) AS refused FROM system.events WHERE event IN ('RejectedInserts', 'DelayedInserts')

-- panel: Faults in the control log
-- type: stat 8x4
-- unit: none
-- thresholds: green, red 1
-- empty: the control log cannot be read
-- description: Rows of the control log that do not fit the row before: missing, forked or changed. The hashes of the last day are computed anew; ./aiops verify-log does it for all.
SELECT count() AS faults FROM @control-log-faults

-- panel: Rows in the control log
-- type: stat 4x4
-- unit: none
-- empty: the control log cannot be read
-- description: Decisions on budgets, approvals and policies, from the first one on.
SELECT count() AS rows FROM control_log

-- panel: Longest in a spool
-- type: stat 8x4
-- unit: s
-- decimals: 1
-- thresholds: green, yellow 60, red 900
-- days: 2
-- empty: no batch of our agent came in
-- description: From the opening of a batch in the spool of its process, by the app's clock, to its rows, by the server's: the longest of those that came in. A batch is open for a second; what it waits beyond that, it waits for the server.
SELECT if(count() = 0, NULL, max(dateDiff('millisecond', opened, arrived)) / 1000) AS longest
FROM @batches

-- panel: Lag
-- type: timeseries 12x8
-- unit: ms
-- days: 2
-- empty: no span came in
-- description: From the end of a span to its row.
SELECT $__timeInterval(IngestedAt) AS time, quantileExact(0.5)(@lag) AS median, quantileExact(0.99)(@lag) AS p99
FROM otel_traces
WHERE Timestamp >= $__fromTime - INTERVAL 1 DAY AND $__timeFilter(IngestedAt)
    AND @source
GROUP BY time ORDER BY time

-- panel: Rows per second
-- type: timeseries 12x8
-- unit: rps
-- series: table
-- days: 2
-- empty: no rows came in
-- description: What came in, by table.
SELECT time, name AS table, rows / $__interval_s AS per_second
FROM (
  SELECT $__timeInterval(IngestedAt) AS time, 'otel_traces' AS name, count() AS rows FROM otel_traces
  WHERE Timestamp >= $__fromTime - INTERVAL 1 DAY AND $__timeFilter(IngestedAt)
    AND @source GROUP BY time
  UNION ALL
  SELECT $__timeInterval(IngestedAt) AS time, 'run_events' AS name, count() AS rows FROM run_events
  WHERE EventTime >= $__fromTime - INTERVAL 1 DAY AND $__timeFilter(IngestedAt)
    AND @source GROUP BY time
  UNION ALL
  SELECT $__timeInterval(IngestedAt) AS time, 'otel_logs' AS name, count() AS rows FROM otel_logs
  WHERE Timestamp >= $__fromTime - INTERVAL 1 DAY AND $__timeFilter(IngestedAt)
    AND @source GROUP BY time
)
ORDER BY time, table

-- panel: Rows in spools
-- type: timeseries 24x7
-- unit: none
-- draw: bars
-- series: service
-- days: 2
-- empty: no batch waited longer than an interval
-- description: Spans that lay in the spools of a service's processes at each time, as their batches tell that have come in since. What still waits is not in it, nor what was dropped: the newest spans of a service that cannot reach the server are missing here until it can.
SELECT toDateTime(arrayJoin(range(intDiv(toUnixTimestamp64Milli(opened), 1000 * $__interval_s) + 1, intDiv(toUnixTimestamp64Milli(arrived), 1000 * $__interval_s) + 1)) * $__interval_s) AS time,
  service, sum(rows) AS waiting
FROM @batches
WHERE opened >= $__fromTime - INTERVAL 1 DAY
GROUP BY time, service
HAVING time >= $__fromTime ORDER BY time, service

-- panel: Services
-- type: table 12x9
-- unit: none
-- days: 2
-- empty: no service sent anything in the time range
-- column: LastSeen = dateTimeAsIso
-- column: P99 = ms
-- column: RowsPerBatch = none, decimals 0
-- description: Who sent spans, when last, how late, and in how large batches. Senders other than our agent have no batches of ours.
SELECT
  ServiceName AS Service, Environment, Team, count() AS Spans, max(IngestedAt) AS LastSeen, quantileExact(0.99)(@lag) AS P99,
  uniqExactIf(BatchId, BatchId != '') AS Batches, countIf(BatchId != '') / nullIf(Batches, 0) AS RowsPerBatch
FROM otel_traces
WHERE Timestamp >= $__fromTime - INTERVAL 1 DAY AND $__timeFilter(IngestedAt)
    AND @source
GROUP BY Service, Environment, Team ORDER BY LastSeen DESC, Service, Environment, Team LIMIT 200

-- panel: Processes and their hooks
-- type: table 12x9
-- unit: none
-- days: 8
-- empty: no process of our agent started in the last seven days
-- description: What each process armed when it started, newest first. A missing hook is a library of which we did not find the method.
SELECT
  toDateTime64(Timestamp, 3) AS Started, ServiceName AS Service, InstanceId AS Process,
  LogAttributes['aiops.hooks.armed'] AS Armed, LogAttributes['aiops.hooks.missing'] AS Missing
FROM otel_logs
WHERE Timestamp >= $__toTime - INTERVAL 7 DAY AND Timestamp <= $__toTime AND EventName = 'aiops.process.started'
    AND @source
ORDER BY Started DESC, Process LIMIT 200

-- panel: Dropped, where and why
-- type: table 12x8
-- unit: none
-- days: 1
-- empty: no rows were dropped
-- description: As processes reported it.
SELECT
  ServiceName AS Service, LogAttributes['aiops.dropped.table'] AS Table, LogAttributes['aiops.dropped.reason'] AS Why,
  sum(toUInt64OrZero(LogAttributes['aiops.dropped.rows'])) AS Rows, max(toDateTime64(Timestamp, 3)) AS Newest
FROM otel_logs
WHERE $__timeFilter(Timestamp) AND EventName = 'aiops.telemetry.dropped'
    AND @source
GROUP BY Service, Table, Why ORDER BY Rows DESC, Service, Table, Why LIMIT 200

-- panel: Tables
-- type: table 12x8
-- unit: none
-- empty: the database has no tables with rows
-- column: OnDisk = bytes
-- column: Uncompressed = bytes
-- column: BytesPerRow = bytes, decimals 0
-- column: Parts = none, steps text|yellow 300|red 1000
-- description: Active parts, rows and bytes. Hundreds of parts in a day mean that inserts are too small.
SELECT
  table AS Table, count() AS Parts, toUInt64(sum(p.rows)) AS Rows, toUInt64(sum(p.bytes_on_disk)) AS OnDisk,
  toUInt64(sum(p.data_uncompressed_bytes)) AS Uncompressed, OnDisk / nullIf(Rows, 0) AS BytesPerRow
FROM system.parts AS p
WHERE p.active AND p.database = currentDatabase()
GROUP BY Table ORDER BY OnDisk DESC, Table LIMIT 100

-- panel: Bytes on disk by day
-- type: timeseries 24x8
-- unit: bytes
-- draw: bars
-- series: table
-- empty: no day of the time range has rows
-- description: Of the tables that are kept by day (UTC), for the 90 days up to the end of the time range.
SELECT toDateTime(toDate(p.partition), 'UTC') AS time, p.table AS table, toUInt64(sum(p.bytes_on_disk)) AS bytes
FROM system.parts AS p
WHERE p.active AND p.database = currentDatabase() AND match(p.partition, '^[0-9]{4}-[0-9]{2}-[0-9]{2}$')
  AND toDate(p.partition) > toDate($__toTime, 'UTC') - 90 AND toDate(p.partition) <= toDate($__toTime, 'UTC')
GROUP BY time, table ORDER BY time, table
