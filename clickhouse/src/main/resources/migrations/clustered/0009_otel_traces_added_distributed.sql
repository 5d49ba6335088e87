ALTER TABLE otel_traces ON CLUSTER '{cluster}'
-- Columns that later files add to otel_traces_local. The table for all shards keeps no rows, and can have them before.
  ADD COLUMN IF NOT EXISTS ServerAddress LowCardinality(String) MATERIALIZED SpanAttributes['server.address'] COMMENT 'host that answered, on a call of a model or of HTTP'
