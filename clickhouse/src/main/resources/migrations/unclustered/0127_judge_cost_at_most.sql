ALTER TABLE eval_scores
  ADD COLUMN IF NOT EXISTS JudgeCostAtMostUsd Nullable(Decimal(18, 9)) COMMENT 'where JudgeCostUsd is NULL: what judging has cost at most, in USD, by what was sent and what may have been answered; NULL elsewhere, and where nobody knows the price' CODEC(ZSTD(1)) AFTER JudgeCostUsd,
  COMMENT COLUMN IF EXISTS Source 'code, judge, human, user or event (another tool said it)'
