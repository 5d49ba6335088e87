ALTER TABLE otel_traces ON CLUSTER '{cluster}'
-- A table for all shards has the columns that it was made with.
  ADD COLUMN IF NOT EXISTS ServerAddress LowCardinality(String) MATERIALIZED SpanAttributes['server.address'] COMMENT 'host that answered, on a call of a model or of HTTP'
