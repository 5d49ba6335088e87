ALTER TABLE otel_traces ON CLUSTER '{cluster}'
-- The shards look a price up: what a table for all shards would find is not sent to them.
  ADD COLUMN IF NOT EXISTS FoundPrice Tuple(
    CostUsd Nullable(Decimal(18, 9)),
    CostStatus LowCardinality(String),
    CostReason LowCardinality(String),
    CostCatalogue LowCardinality(String)) MATERIALIZED (NULL, '', '', '')
    COMMENT 'what a call cost that was sent without a cost, by the catalogue that held when it came in: empty on others'
