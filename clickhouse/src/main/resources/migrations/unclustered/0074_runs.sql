CREATE VIEW IF NOT EXISTS runs AS
SELECT * FROM runs_since(since = toDateTime64(0, 9))
