CREATE OR REPLACE VIEW budget_reconciliation_since ON CLUSTER '{cluster}' AS
-- What the control log settled on a budget's day, and what the calls that leases of that day admitted say they were charged. A call names
-- each lease that admitted it, as budget:day:number. Each budget was charged all of it, once; where several leases of a budget admitted it,
-- as a retry after midnight, the call names each lease's share.
SELECT
  budget, day,
  sum(part.ledger) AS ledger_usd,
  sum(part.charged) AS calls_usd,
  ledger_usd - calls_usd AS difference_usd,
  sum(part.calls) AS calls,
  sum(part.estimated) AS estimated_usd,
  sum(part.unknown) AS uncharged_calls
FROM (
  SELECT
    control_log.budget AS budget, assumeNotNull(control_log.day) AS day,
    toDecimal128(argMax(control_log.spent_nanos, control_log.seq), 9) / 1000000000 AS ledger,
    toDecimal128(0, 9) AS charged, toUInt64(0) AS calls, toDecimal128(0, 9) AS estimated, toUInt64(0) AS unknown
  FROM control_log
  WHERE control_log.budget != '' AND control_log.day IS NOT NULL AND control_log.day >= toDate32({since:DateTime64(9)}, 'UTC')
  GROUP BY budget, day
  UNION ALL
  SELECT
    place.1 AS budget, toDate32(place.2) AS day,
    toDecimal128(0, 9) AS ledger,
    sum(ifNull(usd, toDecimal128(0, 9))) AS charged, count() AS calls,
    sumIf(ifNull(usd, toDecimal128(0, 9)), charge = 'full') AS estimated, countIf(usd IS NULL AND charge != 'none') AS unknown
  FROM (
    SELECT
      arrayMap(id -> splitByChar(':', id), JSONExtract(SpanAttributes['aiops.budget.leases'], 'Array(String)')) AS leases,
      JSONExtract(SpanAttributes['aiops.budget.shares'], 'Array(String)') AS shares,
      arrayJoin(arrayDistinct(arrayMap(lease -> (lease[1], lease[2]), arrayFilter(lease -> length(lease) = 3, leases)))) AS place,
      if(empty(shares),
        toDecimal128OrNull(SpanAttributes['aiops.budget.charged'], 9),
        arraySum(
          (lease, share) -> if((lease[1], lease[2]) = place, toDecimal128OrZero(share, 9), toDecimal128(0, 9)),
          leases,
          arrayResize(shares, length(leases), '0'))) AS usd,
      SpanAttributes['aiops.budget.charge'] AS charge
    FROM otel_traces
    WHERE IsModelCall = 1 AND Timestamp >= {since:DateTime64(9)} - INTERVAL 1 DAY AND SpanAttributes['aiops.budget.leases'] != ''
  )
  WHERE toDate32OrNull(place.2) >= toDate32({since:DateTime64(9)}, 'UTC')
  GROUP BY budget, day
) AS part
GROUP BY budget, day
COMMENT 'settled ledger and charged calls of each budget, for its days since a time'
