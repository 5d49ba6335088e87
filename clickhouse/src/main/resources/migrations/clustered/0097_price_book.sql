CREATE OR REPLACE TABLE price_book ON CLUSTER '{cluster}' (
  Kind String COMMENT 'model, name (of a provider) or hosts',
  Name String COMMENT 'of a model: the provider''s id in the catalogue; of a name: that name, in lower case; else empty',
  Model String COMMENT 'of a model: its exact name at that provider, in lower case; else empty',
  Catalogue String COMMENT 'of a model: the catalogue and its version; else empty',
  Offers Array(Tuple(
    FromSeconds Int64,
    DailyFrom Int64,
    DailyTo Int64,
    Kind LowCardinality(String),
    Prices Array(Tuple(
      Unit LowCardinality(String),
      Covers Array(UInt8),
      Parts Array(UInt8),
      Meeting Array(UInt8),
      Starts Array(Int64),
      Nano Array(Int64),
      Per Array(Int64)
    ))
  )) COMMENT 'of a model: its prices, as in prices; else empty',
  Provider String COMMENT 'of a name: the provider''s id in the catalogue; else empty',
  Hosts Array(Tuple(Pattern String, Provider String)) COMMENT 'of hosts: a pattern of LIKE in lower case and the provider''s id, in the order in which they are tried; else empty'
) ENGINE = Join(ANY, LEFT, Kind, Name, Model)
-- The catalogue that holds, kept in memory for inserts into otel_traces. A migration that brings another catalogue makes it anew.
AS
SELECT
  'model' AS Kind, toString(model.Provider) AS Name, model.Model AS Model, toString(model.Catalogue) AS Catalogue, model.Offers AS Offers,
  '' AS Provider, [] AS Hosts
FROM prices_newest AS model
UNION ALL
SELECT 'name', name.Pattern, '', '', [], toString(name.Provider), []
FROM price_providers_newest AS name
WHERE name.Kind = 'name'
UNION ALL
SELECT 'hosts', '', '', '', [], '', arrayMap(rule -> (rule.1, rule.2), arraySort(rule -> rule.3, groupArray((host.Pattern, toString(host.Provider), host.Priority))))
FROM price_providers_newest AS host
WHERE host.Kind = 'host'
COMMENT 'prices for calls that come in without a cost: models, and what names and hosts of providers mean'
