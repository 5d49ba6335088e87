/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.approval.approvals.Hints;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a server says of its tool, on the wire. What it has not said is left out, and not null. */
final class HintsBody {

  private static final List<String> NAMES =
      List.of("read_only", "destructive", "idempotent", "open_world");

  private HintsBody() {}

  static @Nullable Hints of(JsonNode sent) {
    if (sent.isNull()) {
      return null;
    } else if (!sent.isObject()) {
      throw new IllegalArgumentException("hints must be an object, or left out");
    }
    sent.fieldNames().forEachRemaining(HintsBody::check);
    return new Hints(
        flag(sent, "read_only"),
        flag(sent, "destructive"),
        flag(sent, "idempotent"),
        flag(sent, "open_world"));
  }

  private static void check(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException("hints has an unknown field: it may have " + NAMES);
    }
  }

  private static @Nullable Boolean flag(JsonNode sent, String name) {
    JsonNode value = sent.path(name);
    if (value.isMissingNode()) {
      return null;
    } else if (!value.isBoolean()) {
      throw new IllegalArgumentException(
          "hints." + name + " must be true or false: leave out what is not known");
    }
    return value.booleanValue();
  }
}
