/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import io.opentelemetry.javaagent.aiops.openai.JsonToken.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One of the names under which a request may limit its answer: what it says, and where. A zero, and
 * anything that is no whole number above it, limits nothing.
 */
final class OutputLimit {

  private final String name;
  private long start = -1;
  private long end;
  private long tokens;
  private boolean unlimited;

  OutputLimit(String name) {
    this.name = name;
  }

  /** Takes the value; where the name comes twice, parsers differ in which of them counts. */
  void value(JsonToken token) {
    long limit = token.asLong(0);
    unlimited |= limit <= 0 && (token.kind() != Kind.NULL || start >= 0);
    start = token.start();
    end = token.end();
    tokens = Math.max(tokens, limit);
  }

  /** The limit; 0 for none. */
  long tokens() {
    return tokens;
  }

  /** Whether it has a value that a server may take for no limit. */
  boolean isUnlimited() {
    return unlimited;
  }

  /** The limit is put in place of the value, or null where the request has none. */
  @Nullable Splice replacedBy(long limit) {
    return start < 0 ? null : Splice.replace(start, end, Long.toString(limit));
  }

  /** The limit as the first member of the request. */
  Splice insertedAt(long at, boolean emptyRequest, long limit) {
    return Splice.insert(at, '"' + name + "\":" + limit + (emptyRequest ? "" : ","));
  }
}
