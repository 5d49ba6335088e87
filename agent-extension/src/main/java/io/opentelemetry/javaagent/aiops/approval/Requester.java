/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.Vocabulary;
import io.opentelemetry.javaagent.aiops.run.Run;
import io.opentelemetry.sdk.trace.ReadableSpan;
import org.jspecify.annotations.Nullable;

/**
 * For whom the agent works, as the app says: never a name that a model wrote.
 *
 * @param attribute span attribute or baggage entry that names the person
 */
public record Requester(String attribute) {

  /** The attribute where nothing is set. */
  public static final String DEFAULT = Vocabulary.USER_ID.getKey();

  /** The person; null where unknown. */
  @Nullable String of(Context context, @Nullable Run run) {
    String name = said(context);
    if (name != null) {
      return name;
    }
    if (run == null || !attribute.equals(DEFAULT) || run.user().isEmpty()) {
      return null;
    }
    return run.user();
  }

  private @Nullable String said(Context context) {
    String carried = Baggage.fromContext(context).getEntryValue(attribute);
    if (carried != null && !carried.isEmpty()) {
      return carried;
    }
    return Span.fromContext(context) instanceof ReadableSpan span
        ? span.getAttribute(AttributeKey.stringKey(attribute))
        : null;
  }
}
