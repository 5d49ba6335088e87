/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import static io.opentelemetry.javaagent.aiops.Vocabulary.AGENT_NAME;
import static io.opentelemetry.javaagent.aiops.Vocabulary.AGENT_VERSION;
import static io.opentelemetry.javaagent.aiops.Vocabulary.CONVERSATION_ID;
import static io.opentelemetry.javaagent.aiops.Vocabulary.USER_ID;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who runs and for whom. What the hook says counts first, then attributes the app put on the span
 * around, then baggage (user and conversation), then configuration, then the service.
 */
final class Identities {

  private final RunDefaults defaults;
  private final Supplier<ProcessIdentity> process;

  Identities(RunDefaults defaults, Supplier<ProcessIdentity> process) {
    this.defaults = defaults;
    this.process = process;
  }

  @Nullable String defaultAgent() {
    return defaults.agent();
  }

  /** Of an agent entry. */
  RunIdentity ofEntry(Context context, RunStart start) {
    ReadableSpan around = around(context);
    return new RunIdentity(
        start.agent(),
        first(start.agentVersion(), attribute(around, AGENT_VERSION), version()),
        first(
            start.conversationId(),
            attribute(around, CONVERSATION_ID),
            baggage(context, CONVERSATION_ID)),
        first(start.userId(), attribute(around, USER_ID), user(context)));
  }

  /** Of a run without an agent entry, whose root is {@code root} or the call to come. */
  RunIdentity ofRoot(Context context, @Nullable ReadableSpan root) {
    ReadableSpan around = around(context);
    return new RunIdentity(
        first(either(around, root, AGENT_NAME), defaults.agent(), null),
        first(either(around, root, AGENT_VERSION), version(), null),
        first(either(around, root, CONVERSATION_ID), baggage(context, CONVERSATION_ID), null),
        first(either(around, root, USER_ID), user(context), null));
  }

  /** Of a run that began in another service: only what came along with the request. */
  RunIdentity ofCaller(Context context) {
    String conversation = baggage(context, CONVERSATION_ID);
    String user = baggage(context, USER_ID);
    return conversation == null && user == null
        ? RunIdentity.UNKNOWN
        : new RunIdentity(null, null, conversation, user);
  }

  private @Nullable String user(Context context) {
    return first(baggage(context, USER_ID), defaults.userId(), null);
  }

  private @Nullable String version() {
    String service = process.get().serviceVersion();
    return first(defaults.agentVersion(), service.isEmpty() ? null : service, null);
  }

  private static @Nullable ReadableSpan around(Context context) {
    return Span.fromContext(context) instanceof ReadableSpan span ? span : null;
  }

  private static @Nullable String either(
      @Nullable ReadableSpan span, @Nullable ReadableSpan other, AttributeKey<String> key) {
    return first(attribute(span, key), attribute(other, key), null);
  }

  private static @Nullable String attribute(@Nullable ReadableSpan span, AttributeKey<String> key) {
    return span == null ? null : span.getAttribute(key);
  }

  private static @Nullable String baggage(Context context, AttributeKey<String> key) {
    return Baggage.fromContext(context).getEntryValue(key.getKey());
  }

  private static @Nullable String first(
      @Nullable String one, @Nullable String two, @Nullable String three) {
    return one != null ? one : two != null ? two : three;
  }
}
