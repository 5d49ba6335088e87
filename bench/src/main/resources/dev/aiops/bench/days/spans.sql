-- A run is its root, then the calls of the model, and after each but the last a tool that asks a database and another service. The agent
-- leaves out what HTTP clients record below a call of a model. Runs of Python say what its instrumentations say: no run id, no cost.
INSERT INTO otel_traces (Timestamp, TraceId, SpanId, ParentSpanId, TraceState, SpanName, SpanKind, ServiceName, ResourceAttributes, ScopeName, ScopeVersion,
  SpanAttributes, Duration, StatusCode, StatusMessage, Events.Timestamp, Events.Name, Events.Attributes, BatchId)
WITH
  (attributes) -> CAST(arrayFilter(a -> a.2 != '', attributes), 'Map(LowCardinality(String), String)') AS without_empty,
  parts AS (
    SELECT
      *,
      multiIf(slot = 0, 'root', slot % 4 = 1, 'chat', slot % 4 = 2, 'tool', slot % 4 = 3, 'query', 'http') AS kind,
      if(slot = 0, 0, intDiv(slot - 1, 4)) AS call,
      cityHash64(draw, slot) AS h,
      h % 1000 / 1000 AS u,
      leftPad(lower(hex(cityHash64(draw, slot))), 16, '0') AS span,
      leftPad(lower(hex(cityHash64(draw, 4 * call + 2))), 16, '0') AS span_above,
      leftPad(lower(hex(cityHash64(draw, 4 * call - 3))), 16, '0') AS call_before,
      is_failed AND call = calls - 1 AND kind = 'chat' AS is_last_failed,
      -- an error that the standby model makes good
      NOT is_failed AND who.standby != '' AND cityHash64(draw, call, 'falls') % 60 = 0 AND call < calls - 1 AS falls,
      who.standby != '' AND NOT is_failed AND call > 0 AND cityHash64(draw, call - 1, 'falls') % 60 = 0 AS stands_in,
      kind IN ('tool', 'query') AND cityHash64(draw, call, 'tool') % 50 = 0 AS is_tool_failed,
      (is_last_failed OR (falls AND kind = 'chat')) AS is_call_failed,
      cityHash64(draw, 'why') % 10 AS why,
      is_last_failed AND who.ours AND why = 9 AS is_refused,
      multiIf(is_refused, 'dev.aiops.BudgetExceeded', is_call_failed, multiIf(why < 4, '500', why < 7, 'java.net.http.HttpTimeoutException', '429'),
        is_tool_failed, 'java.io.IOException', kind = 'root' AND is_failed, 'dev.langchain4j.exception.InternalServerException', '') AS error,
      if(stands_in, who.standby, who.model) AS model,
      if(startsWith(model, 'gpt'), 'openai', who.provider) AS provider,
      transform(provider, ['openai', 'anthropic', 'google'], ['api.openai.com', 'api.anthropic.com', 'generativelanguage.googleapis.com'], 'models.internal') AS host,
      400 + call * 700 + intDiv(h, 1000) % 1500 AS input,
      if(call > 0, intDiv(input * 3, 5), 0) AS cached,
      20 + intDiv(h, 1000000) % 700 AS output,
      (input - cached) * transform(model, ['gpt-5.1', 'gpt-5-mini', 'claude-sonnet-4-5', 'gemini-2.5-flash'], [1250, 250, 3000, 300], 0)
        + cached * transform(model, ['gpt-5.1', 'gpt-5-mini', 'claude-sonnet-4-5', 'gemini-2.5-flash'], [125, 25, 300, 30], 0)
        + output * transform(model, ['gpt-5.1', 'gpt-5-mini', 'claude-sonnet-4-5', 'gemini-2.5-flash'], [10000, 2000, 15000, 2500], 0) AS nano,
      toString(toDecimal128(nano, 9) / 1000000000) AS usd,
      multiIf(is_refused, 0, is_call_failed, 3, intDiv(h, 7) % 25 = 0, 2, 1) AS attempts,
      multiIf(kind = 'root', 0, kind = 'chat', call * step + 5000000, call * step + intDiv(step * 4, 5) + multiIf(kind = 'tool', 0, kind = 'query', 1000000, intDiv(step, 12))) AS after,
      multiIf(
        kind = 'root', lasted,
        is_refused, 900000,
        kind = 'chat', toUInt64(step * 0.75 * (0.5 + cityHash64(draw, call) % 1000 / 2000)),
        toUInt64(step * 0.15 * (0.5 + cityHash64(draw, call) % 1000 / 2000) / if(kind = 'tool', 1, 3))) AS duration,
      addNanoseconds(began, after) AS at
    FROM drawn_runs(seed = {seed:UInt64}, end = {end:DateTime64(9)}, per_day = {per_day:UInt64}, first = {first:UInt64}, count = {count:UInt64})
    ARRAY JOIN range(4 * calls - 2) AS slot
    WHERE NOT (is_lost AND slot = 0)
  )
SELECT
  at, trace, span,
  multiIf(kind = 'root', '', kind IN ('chat', 'tool'), root, span_above),
  if(who.ours, concat('aiops=', run), ''),
  multiIf(kind = 'root', concat('invoke_agent ', who.agent), kind = 'chat', concat('chat ', model), kind = 'http', 'GET', kind = 'tool', concat('execute_tool ', tool), 'SELECT'),
  if(kind IN ('root', 'tool'), 'Internal', 'Client'),
  who.service,
  without_empty([
    ('service.name', who.service), ('service.version', version), ('service.instance.id', instance), ('deployment.environment.name', environment), ('aiops.team', who.team),
    ('telemetry.sdk.language', if(who.ours, 'java', 'python')), ('telemetry.sdk.name', 'opentelemetry'), ('telemetry.sdk.version', if(who.ours, '1.60.0', '1.38.0')),
    ('host.name', concat(instance, '.internal')), ('os.type', 'linux'), ('process.pid', toString(1 + intDiv(draw, 7) % 4)), ('process.runtime.name', if(who.ours, 'OpenJDK Runtime Environment', 'cpython'))]),
  multiIf(kind = 'http', 'io.opentelemetry.java-http-client', kind = 'query', 'io.opentelemetry.jdbc', who.ours, 'dev.aiops', concat('opentelemetry.instrumentation.', who.provider)),
  if(who.ours, '0.1.0', '2.3b0'),
  without_empty(arrayConcat(
    if(who.ours, [('aiops.run.id', run), ('gen_ai.agent.name', who.agent), ('gen_ai.agent.version', version),
      ('gen_ai.conversation.id', concat('c-', tail)), ('user.id', concat('u', toString(intDiv(draw, 11) % 5000)))], []),
    multiIf(
      kind = 'root', [
        ('gen_ai.operation.name', 'invoke_agent'), ('gen_ai.agent.name', if(who.ours, '', who.agent)), ('aiops.run.root', if(who.ours, 'true', '')),
        ('aiops.call.library', if(who.ours, 'langchain4j', '')),
        ('aiops.run.failing_span_id', if(is_failed AND who.ours, leftPad(lower(hex(cityHash64(draw, 4 * calls - 3))), 16, '0'), '')), ('error.type', error)],
      kind = 'chat', [
        ('gen_ai.operation.name', 'chat'), ('gen_ai.provider.name', provider), ('gen_ai.request.model', model), ('gen_ai.response.model', if(is_call_failed, '', model)),
        ('gen_ai.response.id', if(is_call_failed, '', concat('resp_', lower(hex(h))))), ('gen_ai.request.max_tokens', '2048'), ('gen_ai.request.temperature', '0.2'),
        ('gen_ai.response.finish_reasons', if(is_call_failed, '["error"]', if(call = calls - 1, '["stop"]', '["tool_calls"]'))),
        ('gen_ai.request.stream', if(who.least > 2, 'true', '')), ('gen_ai.response.time_to_first_chunk', if(who.least > 2 AND NOT is_call_failed, toString(round(0.2 + u, 3)), '')),
        ('gen_ai.usage.input_tokens', if(is_call_failed, '', toString(input))), ('gen_ai.usage.output_tokens', if(is_call_failed, '', toString(output))),
        ('gen_ai.usage.cache_read.input_tokens', if(is_call_failed, '', toString(cached))),
        ('gen_ai.usage.reasoning.output_tokens', if(is_call_failed OR NOT startsWith(model, 'gpt-5'), '', toString(intDiv(output, 3)))),
        ('server.address', host), ('server.port', '443'), ('error.type', error),
        ('aiops.call.library', if(who.ours, concat(provider, '-java'), '')), ('aiops.call.attempts', if(who.ours, toString(attempts), '')),
        ('aiops.call.outcome', multiIf(NOT who.ours, '', is_refused, 'refused', is_call_failed, 'error', 'ok')),
        ('aiops.usage.source', if(who.ours AND NOT is_call_failed, 'reported', '')),
        ('aiops.cost.usd', if(who.ours AND NOT is_call_failed AND nano > 0, usd, '')),
        ('aiops.cost.status', multiIf(NOT who.ours OR is_call_failed, '', nano = 0, 'unpriced', h % 300 = 0, 'estimated', 'priced')),
        ('aiops.cost.reason', multiIf(NOT who.ours OR is_call_failed, '', nano = 0, 'no provider of that name in the price list', h % 300 = 0, 'the usage is an estimate', '')),
        ('aiops.cost.catalogue', if(who.ours AND NOT is_call_failed AND nano > 0, 'genai-prices-0.1.8', '')),
        ('aiops.budget.leases', if(who.ours AND NOT is_refused, concat('["', who.team, ':', toString(toDate(at)), ':', toString(toHour(at)), '"]'), '')),
        ('aiops.budget.charged', if(who.ours AND NOT is_refused, usd, '')), ('aiops.budget.charge', if(who.ours AND NOT is_refused, 'actual', '')),
        ('aiops.budget.name', if(is_refused, who.team, '')), ('aiops.budget.rule', if(is_refused, 'cap_reached', '')), ('aiops.budget.day', if(is_refused, toString(toDate(at)), '')),
        ('aiops.budget.cap', if(is_refused, '500', '')), ('aiops.budget.spent', if(is_refused, '499.9', '')), ('aiops.budget.leased', if(is_refused, '0.05', '')), ('aiops.budget.asked', if(is_refused, '0.2', '')),
        ('aiops.fallback.from.span_id', if(stands_in AND who.ours, call_before, '')), ('aiops.fallback.from.model', if(stands_in AND who.ours, who.model, '')),
        ('aiops.fallback.from.provider', if(stands_in AND who.ours, who.provider, '')), ('aiops.fallback.from.error', if(stands_in AND who.ours, '500', ''))],
      kind = 'tool', [
        ('gen_ai.operation.name', 'execute_tool'), ('gen_ai.tool.name', tool), ('gen_ai.tool.call.id', concat('call_', lower(hex(h)))), ('gen_ai.tool.type', 'function'),
        ('aiops.call.library', if(who.ours, 'langchain4j', '')), ('aiops.call.outcome', multiIf(NOT who.ours, '', is_tool_failed, 'error', 'ok')), ('error.type', error),
        ('aiops.approval.id', if(tool = 'refund_order' AND h % 40 = 0, concat('apr_', lower(hex(h))), '')), ('aiops.approval.state', if(tool = 'refund_order' AND h % 40 = 0, 'EXECUTED', ''))],
      kind = 'http' AND h % 5000 = 0, [
        ('http.request.method', 'POST'), ('server.address', 'api.openai.com'), ('server.port', '443'), ('http.response.status_code', '200'), ('aiops.ungoverned', 'true')],
      kind = 'http', [
        ('http.request.method', 'GET'), ('url.full', concat('https://', tool, '.internal/v1/items?id=', toString(h % 100000))), ('server.address', concat(tool, '.internal')),
        ('server.port', '443'), ('http.response.status_code', '200'), ('network.protocol.version', '2')],
      [('db.system.name', 'postgresql'), ('db.namespace', who.service), ('db.operation.name', 'SELECT'), ('db.query.text', concat('SELECT * FROM ', tool, ' WHERE id = ?')),
        ('server.address', concat(who.service, '-db.internal')), ('server.port', '5432'), ('error.type', error)]))),
  duration,
  if(error != '', 'Error', if(kind = 'root', 'Ok', 'Unset')),
  multiIf(error = '', '', is_refused, concat('budget ', who.team, ': the cap of 500 USD is reached'), kind = 'root', 'the provider answered 500', concat('failed: ', error)),
  arrayMap(i -> addNanoseconds(at, intDiv(duration * (i - 1), greatest(1, attempts))), attempted),
  arrayMap(i -> 'aiops.attempt', attempted),
  arrayMap(i -> without_empty([
    ('aiops.attempt.number', toString(i)), ('aiops.attempt.wait_ms', if(i > 1, '500', '')), ('aiops.attempt.duration_ms', toString(intDiv(duration, 1000000 * greatest(1, attempts)))),
    ('http.response.status_code', if(i < attempts OR is_call_failed, '500', '200')), ('error.type', if(i < attempts OR is_call_failed, '500', ''))]), attempted),
  if(who.ours, concat('b-', lower(hex(cityHash64(instance, toUnixTimestamp(at)))), '-', lower(hex(cityHash64(instance, toUnixTimestamp(at), 1)))), '')
FROM (
  SELECT *, who.tools[1 + intDiv(h, 13) % length(who.tools)] AS tool, if(kind = 'chat' AND who.ours, range(1, attempts + 1), []) AS attempted
  FROM parts
  WHERE addNanoseconds(at, duration) <= {end:DateTime64(9)}
)
