-- What approval-api writes: a policy, then every 50 s a row, by turns of a lease and of an action that a person decides. Each row names the one
-- before, but a hash is that of its place and not of its columns.
INSERT INTO control_log (seq, at, writer, kind, entity, state_after, budget, day, cap_nanos, spent_nanos, leased_nanos, actor, body, prev_hash, hash)
WITH
  ['support', 'finance', 'platform', 'legal', 'science', 'sales'] AS budgets,
  toString(intDiv(number, 8)) AS action,
  intDiv(number, 2) % 4 AS stage,
  number % 2 = 1 AND (stage = 0 OR cityHash64({seed:UInt64}, action, 'decided') % 50 > 0) AS is_action,
  budgets[1 + intDiv(number, 2) % 6] AS name,
  subtractSeconds({end:DateTime64(9)}, toInt64({days:UInt64} * 1728 - number) * 50) AS moment
SELECT
  number + 1, moment, 'w',
  multiIf(number = 0, 'policy_effective', is_action, ['approval_requested', 'approval_decided', 'approval_consumed', 'approval_settled'][1 + stage], 'lease_reported'),
  multiIf(number = 0, 'version', is_action, concat('apr_', action), concat(name, ':', toString(intDiv(number, 1728)))),
  multiIf(number = 0, 'effective', is_action, ['PENDING', 'APPROVED', 'CONSUMED', 'EXECUTED'][1 + stage], 'open'),
  if(number = 0 OR is_action, '', name),
  if(number = 0 OR is_action, NULL, toDate32(moment)),
  if(number = 0 OR is_action, NULL, 500000000000),
  if(number = 0 OR is_action, NULL, toInt64(toHour(moment) * 3600 + toMinute(moment) * 60) * 4000000),
  if(number = 0 OR is_action, NULL, 2000000000),
  if(is_action, 'dora', 'agents'),
  multiIf(
    number = 0, concat('{"policy":{"budgets":[', arrayStringConcat(arrayMap(b -> concat('{"name":"', b, '","dailyCap":500000000000,"zone":"UTC","mode":"ENFORCE"}'), budgets), ','), '],"version":"v"},"today":{},"by":"system"}'),
    is_action AND stage = 0, concat('{"asked":{"id":"apr_', action, '","run":"run-', action,
      '","action":{"service":"shop","environment":"prod","team":"support","agent":"desk","tool":"refund_order","requester":"u1","arguments":"{\"order\":\"o-', action,
      '\",\"amount\":120}"},"rule":{"name":"refunds"}}}'),
    concat('{"id":"', name, '","process":"', lower(hex(cityHash64(number))), '","spent":1000000,"open":2000000,"note":"', repeat('as reported ', 12), '"}')),
  if(number = 0, '', lower(hex(SHA256(toString(number))))),
  lower(hex(SHA256(toString(number + 1))))
FROM numbers({days:UInt64} * 1728)
