ALTER TABLE run_events_local ON CLUSTER '{cluster}'
-- Runs are in the order of their ids, which begin with the time: what is before a time range is passed over, however full its day is.
  ADD INDEX IF NOT EXISTS idx_event_time EventTime TYPE minmax GRANULARITY 1
