-- Each process starts twice a day, and gives up some rows once in a while.
INSERT INTO otel_logs (Timestamp, ServiceName, Body, ResourceAttributes, LogAttributes, EventName)
SELECT
  at, service, if(drops, 'telemetry dropped', 'process started'),
  map('service.name', service, 'service.instance.id', concat(service, '-', toString(number % 4)), 'deployment.environment.name', 'prod', 'aiops.team', 'platform'),
  if(drops,
    map('aiops.dropped.table', 'otel_traces', 'aiops.dropped.reason', 'the spool is full', 'aiops.dropped.rows', toString(1 + number % 400)),
    map('aiops.hooks.armed', '["langchain4j","openai-java"]', 'aiops.hooks.missing', '[]')),
  if(drops, 'aiops.telemetry.dropped', 'aiops.process.started')
FROM (
  SELECT
    number,
    ['shop', 'mail', 'books', 'reports', 'builds', 'alerts', 'vault'][1 + number % 7] AS service,
    cityHash64({seed:UInt64}, number, 'drops') % 20 = 0 AS drops,
    subtractSeconds({end:DateTime64(9)}, toInt64((number + 0.5) * 86400 / 64)) AS at
  FROM numbers({day:UInt64} * 64, 64)
)
