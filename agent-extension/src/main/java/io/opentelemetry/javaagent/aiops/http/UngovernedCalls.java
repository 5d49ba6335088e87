/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.http;

import static io.opentelemetry.javaagent.aiops.Vocabulary.SERVER_ADDRESS;
import static io.opentelemetry.javaagent.aiops.Vocabulary.SERVER_PORT;
import static io.opentelemetry.javaagent.aiops.Vocabulary.UNGOVERNED;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Marks the span of a call to a model host by HTTP or gRPC, or of the AWS SDK's to Bedrock, that no
 * hook of ours owns: what it costs is not known and nothing could have stopped it. To count the
 * tokens of a call that is not made costs nothing.
 */
public final class UngovernedCalls implements SpanProcessor {

  private static final AttributeKey<String> HTTP_METHOD =
      AttributeKey.stringKey("http.request.method");

  /** {@code grpc} among others. */
  private static final AttributeKey<String> RPC_SYSTEM = AttributeKey.stringKey("rpc.system");

  /** As newer conventions have it, which upstream follows where it is told to. */
  private static final AttributeKey<String> RPC_SYSTEM_NAME =
      AttributeKey.stringKey("rpc.system.name");

  private static final AttributeKey<String> URL = AttributeKey.stringKey("url.full");

  /** How Anthropic's, Google's and AWS's requests end that count tokens. */
  private static final Pattern COUNTING =
      Pattern.compile("(/messages/count_tokens|:countTokens|/count-tokens)(\\?.*)?$");

  /** How the names of Google's procedures end that count tokens. */
  private static final String COUNTING_BY_RPC = "/CountTokens";

  private static final String COUNTING_ON_BEDROCK = "BedrockRuntime.CountTokens";

  /** Upstream's spans of the AWS SDK are told their host after they began. */
  private static final String AWS_SDK = "io.opentelemetry.aws-sdk-";

  private static final String BEDROCK = "BedrockRuntime";

  private final ModelHosts hosts;

  /** Looks for calls to {@code hosts}. */
  public UngovernedCalls(ModelHosts hosts) {
    this.hosts = hosts;
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    try {
      if (span.getKind() == SpanKind.CLIENT && isUngoverned(parentContext, span)) {
        span.setAttribute(UNGOVERNED, true);
      }
    } catch (Throwable t) {
      Faults.report("looking for ungoverned calls", t);
    }
  }

  private boolean isUngoverned(Context parentContext, ReadWriteSpan span) {
    return (isToModelHost(span) || isToBedrock(span))
        && !isFree(span)
        && ModelCalls.current(parentContext) == null;
  }

  private static boolean isFree(ReadWriteSpan span) {
    String url = span.getAttribute(URL);
    return span.getName().equals(COUNTING_ON_BEDROCK)
        || span.getName().endsWith(COUNTING_BY_RPC)
        || (url != null && COUNTING.matcher(url).find());
  }

  private boolean isToModelHost(ReadWriteSpan span) {
    String host = span.getAttribute(SERVER_ADDRESS);
    return host != null
        && isRequest(span)
        && hosts.servesModels(host, port(span.getAttribute(SERVER_PORT)));
  }

  private static boolean isRequest(ReadWriteSpan span) {
    return span.getAttribute(HTTP_METHOD) != null
        || span.getAttribute(RPC_SYSTEM) != null
        || span.getAttribute(RPC_SYSTEM_NAME) != null;
  }

  private static boolean isToBedrock(ReadWriteSpan span) {
    return span.getName().startsWith(BEDROCK)
        && span.getInstrumentationScopeInfo().getName().startsWith(AWS_SDK);
  }

  private static int port(@Nullable Long port) {
    return port == null ? 0 : port.intValue();
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {}

  @Override
  public boolean isEndRequired() {
    return false;
  }
}
