-- alert: Cap nearly reached
-- for: 0s
-- severity: warning
-- above: cap_nearly_reached
-- panel-of: aiops-control-room / Budgets today
-- summary: Budget {{ $labels.Budget }} has spent {{ humanizePercentage $values.A.Value }} of its cap for {{ $labels.Day }}
SELECT name AS Budget, today AS Day, spent / cap AS value
FROM @budgets
WHERE cap > 0
ORDER BY Budget LIMIT 100
