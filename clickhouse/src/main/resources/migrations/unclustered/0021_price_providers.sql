CREATE TABLE IF NOT EXISTS price_providers (
  Catalogue LowCardinality(String) COMMENT 'the catalogue and its version, as genai-prices-0.1.8',
  Kind LowCardinality(String) COMMENT 'name (of gen_ai.provider.name) or host (of server.address)',
  Pattern String COMMENT 'the name, or a pattern of LIKE for the host, in lower case',
  Provider LowCardinality(String) COMMENT 'the provider''s id in the catalogue',
  Priority UInt16 COMMENT 'hosts are tried in this order',
  LoadedAt DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC') COMMENT 'when it was inserted'
) ENGINE = MergeTree
ORDER BY (Catalogue, Kind, Pattern)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'what names and hosts of providers mean; written by dev.aiops.pricing.PriceTable'
