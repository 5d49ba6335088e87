/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Something that belongs to a run. */
record OfRun<T>(String run, T value) {

  /** By run, in their order. */
  static <T> Map<String, List<T>> group(List<OfRun<T>> all) {
    Map<String, List<T>> groups = new HashMap<>();
    all.forEach(
        one -> groups.computeIfAbsent(one.run(), run -> new ArrayList<>()).add(one.value()));
    return groups;
  }
}
