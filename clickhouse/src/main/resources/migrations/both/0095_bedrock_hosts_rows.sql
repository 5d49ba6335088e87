INSERT INTO price_providers (Catalogue, Kind, Pattern, Provider, Priority) VALUES
('genai-prices-0.1.8','host','bedrock-runtime.%.api.aws','aws',46),
('genai-prices-0.1.8','host','bedrock-runtime-fips.%.api.aws','aws',47),
('genai-prices-0.1.8','host','bedrock-mantle.%.api.aws','aws',48)
