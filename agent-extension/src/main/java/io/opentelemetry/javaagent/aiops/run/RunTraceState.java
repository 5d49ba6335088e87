/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entry {@code aiops} of W3C tracestate, which carries the run's id to other services. Other
 * vendors' entries stay, up to the limits of the specification: 32 entries and 512 characters;
 * beyond them those longer than 128 characters go first, then the oldest.
 */
final class RunTraceState {

  static final String KEY = "aiops";

  private static final int MAX_ENTRIES = 32;
  private static final int MAX_CHARS = 512;
  private static final int LONG_ENTRY = 128;

  /** The id of the run that {@code state} names, or null. */
  static @Nullable String runId(TraceState state) {
    String id = state.isEmpty() ? null : state.get(KEY);
    return id != null && RunIds.valid(id) ? id : null;
  }

  /** A state that names just this run. */
  static TraceState of(String runId) {
    return TraceState.builder().put(KEY, runId).build();
  }

  /** {@code state} with this run in front. */
  static TraceState with(TraceState state, String runId) {
    if (runId.equals(state.get(KEY))) {
      return state;
    }
    List<Map.Entry<String, String>> others = others(state);
    fit(others, MAX_CHARS - length(Map.entry(KEY, runId)));
    return build(others, runId);
  }

  private static List<Map.Entry<String, String>> others(TraceState state) {
    List<Map.Entry<String, String>> others = new ArrayList<>();
    for (Map.Entry<String, String> entry : state.asMap().entrySet()) {
      if (!entry.getKey().equals(KEY)) {
        others.add(entry);
      }
    }
    return others;
  }

  private static void fit(List<Map.Entry<String, String>> others, int chars) {
    for (int i = others.size() - 1; i >= 0 && total(others) > chars; i--) {
      if (length(others.get(i)) > LONG_ENTRY) {
        others.remove(i);
      }
    }
    while (!others.isEmpty() && (others.size() >= MAX_ENTRIES || total(others) > chars)) {
      others.remove(others.size() - 1);
    }
  }

  private static int total(List<Map.Entry<String, String>> entries) {
    return entries.stream().mapToInt(RunTraceState::length).sum();
  }

  /** Key, equals sign, value and comma. */
  private static int length(Map.Entry<String, String> entry) {
    return entry.getKey().length() + entry.getValue().length() + 2;
  }

  /** The builder puts each new entry in front, so the oldest goes in first. */
  private static TraceState build(List<Map.Entry<String, String>> others, String runId) {
    TraceStateBuilder builder = TraceState.builder();
    for (int i = others.size() - 1; i >= 0; i--) {
      builder.put(others.get(i).getKey(), others.get(i).getValue());
    }
    return builder.put(KEY, runId).build();
  }

  private RunTraceState() {}
}
