CREATE VIEW IF NOT EXISTS prices_newest (
  Catalogue LowCardinality(String) COMMENT 'the catalogue and its version, as genai-prices-0.1.8',
  Provider LowCardinality(String) COMMENT 'the provider''s id in the catalogue',
  Model String COMMENT 'exact name of a model at that provider, in lower case',
  PricedAs String COMMENT 'the model''s id in the catalogue',
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
  )) COMMENT 'prices and when they hold: the last offer that holds, else the first. From an epoch second; daily between two milliseconds of the UTC day, or always where both are 0. Kind is priced, free or unknown. A price of a unit of usage is Nano/Per nano-USD for one, of the tier whose start the input exceeds; Covers and Meeting are places in the usage of model_calls_priced, Parts places in Prices'
) AS
SELECT Catalogue, Provider, Model, PricedAs, Offers
FROM prices
WHERE prices.Catalogue = (SELECT argMax(Catalogue, LoadedAt) FROM prices)
COMMENT 'the catalogue that holds'
