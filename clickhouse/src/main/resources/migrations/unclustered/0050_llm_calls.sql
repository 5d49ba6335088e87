CREATE VIEW IF NOT EXISTS llm_calls AS
SELECT *, 0 AS SentWithoutCost FROM model_calls WHERE CostStatus != 'unresolved'
UNION ALL
SELECT
  * REPLACE (
    'unpriced' AS CostStatus,
    'sent without a cost' AS CostReason
  ),
  1 AS SentWithoutCost
FROM model_calls WHERE CostStatus = 'unresolved'
COMMENT 'calls of models: who, what, tokens, cost (NULL where unpriced), outcome'
