/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * The attributes and names the agent writes. {@code attributes.yaml} says what each one means; a
 * test holds the two together.
 */
public final class Vocabulary {

  /** Scope of every span and log record of ours. */
  public static final String SCOPE = "dev.aiops";

  /** Span event: one HTTP attempt of a model call. */
  public static final String ATTEMPT_EVENT = "aiops.attempt";

  /** Span event: what an observing budget would have refused a model call with. */
  public static final String WOULD_REFUSE_EVENT = "aiops.budget.would_refuse";

  /** Log event: what a process armed. */
  public static final String PROCESS_STARTED_EVENT = "aiops.process.started";

  // GenAI semantic conventions
  public static final AttributeKey<String> OPERATION_NAME = stringKey("gen_ai.operation.name");
  public static final AttributeKey<String> PROVIDER_NAME = stringKey("gen_ai.provider.name");
  public static final AttributeKey<String> REQUEST_MODEL = stringKey("gen_ai.request.model");
  public static final AttributeKey<String> RESPONSE_MODEL = stringKey("gen_ai.response.model");
  public static final AttributeKey<String> RESPONSE_ID = stringKey("gen_ai.response.id");
  public static final AttributeKey<Boolean> REQUEST_STREAM = booleanKey("gen_ai.request.stream");
  public static final AttributeKey<Long> REQUEST_MAX_TOKENS = longKey("gen_ai.request.max_tokens");
  public static final AttributeKey<Double> REQUEST_TEMPERATURE =
      doubleKey("gen_ai.request.temperature");
  public static final AttributeKey<Double> REQUEST_TOP_P = doubleKey("gen_ai.request.top_p");
  public static final AttributeKey<Long> REQUEST_CHOICE_COUNT =
      longKey("gen_ai.request.choice.count");
  public static final AttributeKey<List<String>> RESPONSE_FINISH_REASONS =
      stringArrayKey("gen_ai.response.finish_reasons");
  public static final AttributeKey<Double> TIME_TO_FIRST_CHUNK =
      doubleKey("gen_ai.response.time_to_first_chunk");
  public static final AttributeKey<Long> INPUT_TOKENS = longKey("gen_ai.usage.input_tokens");
  public static final AttributeKey<Long> OUTPUT_TOKENS = longKey("gen_ai.usage.output_tokens");
  public static final AttributeKey<Long> CACHE_READ_TOKENS =
      longKey("gen_ai.usage.cache_read.input_tokens");
  public static final AttributeKey<Long> CACHE_WRITE_TOKENS =
      longKey("gen_ai.usage.cache_write.input_tokens");
  public static final AttributeKey<Long> REASONING_TOKENS =
      longKey("gen_ai.usage.reasoning.output_tokens");
  public static final AttributeKey<Long> AUDIO_INPUT_TOKENS =
      longKey("gen_ai.usage.audio.input_tokens");
  public static final AttributeKey<Long> AUDIO_OUTPUT_TOKENS =
      longKey("gen_ai.usage.audio.output_tokens");
  public static final AttributeKey<Long> IMAGE_INPUT_TOKENS =
      longKey("gen_ai.usage.image.input_tokens");
  public static final AttributeKey<Long> EMBEDDINGS_DIMENSIONS =
      longKey("gen_ai.embeddings.dimension.count");
  public static final AttributeKey<String> TOOL_NAME = stringKey("gen_ai.tool.name");
  public static final AttributeKey<String> TOOL_CALL_ID = stringKey("gen_ai.tool.call.id");
  public static final AttributeKey<String> MCP_METHOD_NAME = stringKey("mcp.method.name");
  public static final AttributeKey<String> TOOL_TYPE = stringKey("gen_ai.tool.type");
  public static final AttributeKey<String> AGENT_NAME = stringKey("gen_ai.agent.name");
  public static final AttributeKey<String> AGENT_VERSION = stringKey("gen_ai.agent.version");
  public static final AttributeKey<String> CONVERSATION_ID = stringKey("gen_ai.conversation.id");

  // other semantic conventions
  public static final AttributeKey<String> USER_ID = stringKey("user.id");
  public static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");
  public static final AttributeKey<String> SERVER_ADDRESS = stringKey("server.address");
  public static final AttributeKey<Long> SERVER_PORT = longKey("server.port");
  public static final AttributeKey<Long> HTTP_STATUS = longKey("http.response.status_code");
  public static final AttributeKey<String> SERVICE_NAME = stringKey("service.name");
  public static final AttributeKey<String> SERVICE_VERSION = stringKey("service.version");
  public static final AttributeKey<String> SERVICE_INSTANCE_ID = stringKey("service.instance.id");
  public static final AttributeKey<String> ENVIRONMENT = stringKey("deployment.environment.name");

  // ours: runs
  public static final AttributeKey<String> RUN_ID = stringKey("aiops.run.id");
  public static final AttributeKey<Boolean> RUN_ROOT = booleanKey("aiops.run.root");
  public static final AttributeKey<String> FAILING_SPAN_ID = stringKey("aiops.run.failing_span_id");
  public static final AttributeKey<String> TEAM = stringKey("aiops.team");

  // ours: model and tool calls
  public static final AttributeKey<String> CALL_LIBRARY = stringKey("aiops.call.library");
  public static final AttributeKey<String> CALL_OUTCOME = stringKey("aiops.call.outcome");
  public static final AttributeKey<Long> CALL_ATTEMPTS = longKey("aiops.call.attempts");
  public static final AttributeKey<String> USAGE_SOURCE = stringKey("aiops.usage.source");
  public static final AttributeKey<Long> CACHE_WRITE_1H_TOKENS =
      longKey("aiops.usage.cache_write_1h.input_tokens");
  public static final AttributeKey<String> SERVICE_TIER = stringKey("aiops.usage.service_tier");
  public static final AttributeKey<String> COST_USD = stringKey("aiops.cost.usd");
  public static final AttributeKey<String> COST_STATUS = stringKey("aiops.cost.status");
  public static final AttributeKey<String> COST_REASON = stringKey("aiops.cost.reason");
  public static final AttributeKey<String> COST_CATALOGUE = stringKey("aiops.cost.catalogue");
  public static final AttributeKey<String> FALLBACK_SPAN_ID =
      stringKey("aiops.fallback.from.span_id");
  public static final AttributeKey<String> FALLBACK_MODEL = stringKey("aiops.fallback.from.model");
  public static final AttributeKey<String> FALLBACK_PROVIDER =
      stringKey("aiops.fallback.from.provider");
  public static final AttributeKey<String> FALLBACK_ERROR = stringKey("aiops.fallback.from.error");
  public static final AttributeKey<Boolean> UNGOVERNED = booleanKey("aiops.ungoverned");
  public static final AttributeKey<Long> ATTEMPT_NUMBER = longKey("aiops.attempt.number");
  public static final AttributeKey<Long> ATTEMPT_WAIT_MS = longKey("aiops.attempt.wait_ms");
  public static final AttributeKey<Long> ATTEMPT_DURATION_MS = longKey("aiops.attempt.duration_ms");

  // ours: budgets
  public static final AttributeKey<List<String>> BUDGET_LEASES =
      stringArrayKey("aiops.budget.leases");
  public static final AttributeKey<List<String>> BUDGET_SHARES =
      stringArrayKey("aiops.budget.shares");
  public static final AttributeKey<String> BUDGET_CHARGED = stringKey("aiops.budget.charged");
  public static final AttributeKey<String> BUDGET_CHARGE = stringKey("aiops.budget.charge");
  public static final AttributeKey<List<String>> BUDGET_WOULD_REFUSE =
      stringArrayKey("aiops.budget.would_refuse");
  public static final AttributeKey<String> BUDGET_NAME = stringKey("aiops.budget.name");
  public static final AttributeKey<String> BUDGET_RULE = stringKey("aiops.budget.rule");
  public static final AttributeKey<String> BUDGET_DAY = stringKey("aiops.budget.day");
  public static final AttributeKey<String> BUDGET_CAP = stringKey("aiops.budget.cap");
  public static final AttributeKey<String> BUDGET_SPENT = stringKey("aiops.budget.spent");
  public static final AttributeKey<String> BUDGET_LEASED = stringKey("aiops.budget.leased");
  public static final AttributeKey<String> BUDGET_ASKED = stringKey("aiops.budget.asked");
  public static final AttributeKey<String> BUDGET_MESSAGE = stringKey("aiops.budget.message");

  // ours: approvals
  public static final AttributeKey<String> APPROVAL_ID = stringKey("aiops.approval.id");
  public static final AttributeKey<String> APPROVAL_STATE = stringKey("aiops.approval.state");
  public static final AttributeKey<String> APPROVAL_RULE = stringKey("aiops.approval.rule");
  public static final AttributeKey<String> APPROVAL_DECIDED_BY =
      stringKey("aiops.approval.decided_by");
  public static final AttributeKey<String> APPROVAL_DECIDED_AT =
      stringKey("aiops.approval.decided_at");
  public static final AttributeKey<Double> APPROVAL_WAIT_SECONDS =
      doubleKey("aiops.approval.wait_seconds");

  // ours: log event aiops.process.started
  public static final AttributeKey<List<String>> HOOKS_ARMED = stringArrayKey("aiops.hooks.armed");
  public static final AttributeKey<List<String>> HOOKS_MISSING =
      stringArrayKey("aiops.hooks.missing");

  // ours: log event of telemetry that was lost
  public static final AttributeKey<String> DROPPED_TABLE = stringKey("aiops.dropped.table");
  public static final AttributeKey<String> DROPPED_REASON = stringKey("aiops.dropped.reason");
  public static final AttributeKey<Long> DROPPED_ROWS = longKey("aiops.dropped.rows");

  private Vocabulary() {}
}
