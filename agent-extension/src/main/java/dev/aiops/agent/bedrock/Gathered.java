/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import dev.aiops.pricing.Usage;
import dev.aiops.pricing.UsageConvention;
import dev.aiops.pricing.UsageUnit;
import io.opentelemetry.javaagent.aiops.call.ModelResponse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says, whole or as far as its events arrived. Keeps a bounded part of its texts.
 * Thread-safe: a stream may be given up by another thread than the one that reads it.
 */
final class Gathered {

  /** Characters kept of each text; what leaves the process is cut shorter by its own setting. */
  private static final int KEPT = 64 * 1024;

  private static final int MOST_TOOL_CALLS = 128;

  private static final class ToolCall {
    private @Nullable String id;
    private @Nullable String name;
    private final StringBuilder arguments = new StringBuilder();
  }

  private final StringBuilder text = new StringBuilder();
  private final Map<Integer, ToolCall> toolCalls = new TreeMap<>();
  private final List<String> stops = new ArrayList<>();
  private final Map<UsageUnit, Long> counts = new EnumMap<>(UsageUnit.class);
  private boolean cacheApart;
  private boolean counted;
  private @Nullable String id;
  private @Nullable String model;
  private @Nullable String serviceTier;
  private long chars;

  /** A piece of text that the model wrote. */
  synchronized void text(@Nullable String piece) {
    if (piece != null) {
      chars += piece.length();
      keep(text, piece);
    }
  }

  /** Text that the model wrote and that is no part of its answer. */
  synchronized void hidden(@Nullable String piece) {
    chars += piece == null ? 0 : piece.length();
  }

  /** A tool call, or a piece of one; what is null was told before, or will be. */
  synchronized void toolCall(
      int index, @Nullable String callId, @Nullable String name, @Nullable String arguments) {
    if (toolCalls.size() < MOST_TOOL_CALLS || toolCalls.containsKey(index)) {
      ToolCall call = toolCalls.computeIfAbsent(index, i -> new ToolCall());
      call.id = callId == null ? call.id : callId;
      call.name = name == null ? call.name : name;
      keep(call.arguments, arguments == null ? "" : arguments);
    }
    chars += arguments == null ? 0 : arguments.length();
  }

  private static void keep(StringBuilder kept, String piece) {
    int room = Math.min(piece.length(), KEPT - kept.length());
    kept.append(piece, 0, Math.max(0, room));
  }

  /** Why the answer, or one of several, ended; no text says that it has not. */
  synchronized void stop(Tree reason) {
    if (reason.text() != null) {
      stops.add(reason.text());
    }
  }

  /** A count of the provider; what is no count is as if it were not there. */
  synchronized void count(UsageUnit unit, Tree count) {
    Long given = count.whole();
    if (given != null) {
      counts.put(unit, given);
      counted = true;
    }
  }

  /** Says that the input counted leaves out what was read from a cache or written to it. */
  synchronized void cacheApart() {
    cacheApart = true;
  }

  /** Whether the answer itself says what it used. */
  synchronized boolean isCounted() {
    return counted;
  }

  synchronized void id(@Nullable String given) {
    id = given == null ? id : given;
  }

  synchronized void model(@Nullable String given) {
    model = given == null ? model : given;
  }

  synchronized void serviceTier(@Nullable String given) {
    serviceTier = given == null ? serviceTier : given;
  }

  /** Characters that the model has written so far. */
  synchronized long generated() {
    return chars;
  }

  /** Whether the answer came to its end. */
  synchronized boolean finished() {
    return !stops.isEmpty();
  }

  /** What is known so far. */
  synchronized ModelResponse response() {
    List<Part> parts = parts();
    String plain = text.isEmpty() ? null : text.toString();
    return ModelResponse.builder()
        .id(id)
        .model(model)
        .serviceTier(serviceTier)
        .finishReasons(List.copyOf(stops))
        .usage(usage())
        .outputChars(chars)
        .messages(
            () -> parts.isEmpty() ? null : Message.json(List.of(new Message("assistant", parts))))
        .text(() -> plain)
        .build();
  }

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    if (!text.isEmpty()) {
      parts.add(Part.text(text.toString()));
    }
    for (ToolCall call : toolCalls.values()) {
      parts.add(Part.toolCall(call.id, call.name, call.arguments.toString()));
    }
    return parts;
  }

  private @Nullable Usage usage() {
    if (!counts.containsKey(UsageUnit.INPUT_TOKENS)
        && !counts.containsKey(UsageUnit.OUTPUT_TOKENS)) {
      return null;
    }
    Usage.Builder usage =
        Usage.builder(cacheApart ? UsageConvention.CACHE_APART : UsageConvention.INCLUSIVE);
    counts.forEach(usage::amount);
    return usage.build();
  }
}
