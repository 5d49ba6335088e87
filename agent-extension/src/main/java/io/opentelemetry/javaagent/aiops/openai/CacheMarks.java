/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import dev.aiops.pricing.CallFacts.CacheMarker;
import io.opentelemetry.javaagent.aiops.openai.JsonToken.Kind;

/** The marks by which a request asks to cache, which servers of Claude take in this protocol. */
final class CacheMarks {

  private CacheMarker marker = CacheMarker.NONE;

  void value(RequestField field, JsonToken token) {
    boolean isShort =
        field == RequestField.CACHE_TTL ? token.is("5m") : token.kind() == Kind.OBJECT;
    if (token.kind() != Kind.NULL && marker != CacheMarker.HOUR) {
      marker = isShort ? CacheMarker.SHORT : CacheMarker.HOUR;
    }
  }

  CacheMarker marker() {
    return marker;
  }
}
