CREATE VIEW IF NOT EXISTS price_providers_newest (
  Kind LowCardinality(String) COMMENT 'name (of gen_ai.provider.name) or host (of server.address)',
  Pattern String COMMENT 'the name, or a pattern of LIKE for the host, in lower case',
  Provider LowCardinality(String) COMMENT 'the provider''s id in the catalogue',
  Priority UInt16 COMMENT 'hosts are tried in this order'
) AS
SELECT Kind, Pattern, Provider, Priority
FROM price_providers
WHERE price_providers.Catalogue = (SELECT argMax(Catalogue, LoadedAt) FROM prices)
COMMENT 'names and hosts of the catalogue that holds'
