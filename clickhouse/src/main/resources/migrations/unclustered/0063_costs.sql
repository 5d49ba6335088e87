CREATE VIEW IF NOT EXISTS costs AS
-- A day is frozen as a whole and can get spans later: of the two sources, the one that has more of its calls holds.
-- So no call counts twice or is missed, before, during and after the freeze.
SELECT * EXCEPT (Frozen, SourceCalls)
FROM (
  SELECT *, sum(Calls) OVER (PARTITION BY Day, Frozen) AS SourceCalls
  FROM (
    SELECT *, 0 AS Frozen FROM costs_open
    UNION ALL
    SELECT * EXCEPT FrozenAt, 1 AS Frozen FROM costs_closed
  )
)
QUALIFY (SourceCalls, Frozen) = max((SourceCalls, Frozen)) OVER (PARTITION BY Day)
COMMENT 'cost per day (UTC), of all days: those whose spans are kept and those frozen'
