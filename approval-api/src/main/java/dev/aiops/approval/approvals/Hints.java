/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the server that has a tool says of it, as the Model Context Protocol has it; nobody has
 * checked it. Null is what it has not said.
 *
 * @param readOnly that it changes nothing
 * @param destructive that it may destroy what is there
 * @param idempotent that a second call with the same arguments changes nothing more
 * @param openWorld that it deals with what is outside, as the web is
 */
public record Hints(
    @Nullable Boolean readOnly,
    @Nullable Boolean destructive,
    @Nullable Boolean idempotent,
    @Nullable Boolean openWorld) {

  /** What is known, by the names that conditions have for it. */
  public Map<String, Boolean> known() {
    Map<String, Boolean> known = new TreeMap<>();
    put(known, "read_only", readOnly);
    put(known, "destructive", destructive);
    put(known, "idempotent", idempotent);
    put(known, "open_world", openWorld);
    return known;
  }

  private static void put(Map<String, Boolean> known, String name, @Nullable Boolean value) {
    if (value != null) {
      known.put(name, value);
    }
  }
}
