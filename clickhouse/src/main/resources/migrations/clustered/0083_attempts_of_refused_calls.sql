ALTER TABLE otel_traces_local ON CLUSTER '{cluster}'
-- A call that a budget refused made no attempt. Runs count retries as attempts less the calls that say how many they made, so that none
-- reads as unknown here: 0 would take one from the run's retries.
  MODIFY COLUMN Attempts Nullable(UInt16) MATERIALIZED nullIf(toUInt16OrNull(SpanAttributes['aiops.call.attempts']), 0)
    COMMENT 'HTTP attempts of a model call; NULL where unknown, and where a budget refused it before the first' CODEC(ZSTD(1))
