CREATE VIEW IF NOT EXISTS budget_reconciliation ON CLUSTER '{cluster}' (
  budget String COMMENT 'the budget',
  day Date32 COMMENT 'its day, in its own time zone',
  ledger_usd Decimal(38, 9) COMMENT 'settled on it by the control log, in USD',
  calls_usd Decimal(38, 9) COMMENT 'charged to it by the calls that are recorded, in USD',
  difference_usd Decimal(38, 9) COMMENT 'ledger less calls, in USD: 0 without kills; after them what was reserved by calls under way, which have no span',
  calls UInt64 COMMENT 'calls that it admitted and that are recorded',
  estimated_usd Decimal(38, 9) COMMENT 'of calls_usd, charged in full because nobody knows what the call cost',
  uncharged_calls UInt64 COMMENT 'of calls, those that do not say what they were charged'
) AS
SELECT budget, day, ledger_usd, calls_usd, difference_usd, calls, estimated_usd, uncharged_calls
FROM budget_reconciliation_since(since = toDateTime64('1970-01-02 00:00:00', 9, 'UTC'))
COMMENT 'per budget and day: settled ledger against the charges of recorded calls; spans past their retention are missing from it'
