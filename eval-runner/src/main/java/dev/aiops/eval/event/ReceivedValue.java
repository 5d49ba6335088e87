/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A score as it came, on our scale.
 *
 * @param status scored, unknown where it is no number from 0 to 1, or error
 * @param score 0 to 1; null unless scored
 * @param why what its sender said of it, and what we do
 */
record ReceivedValue(String status, @Nullable Double score, String why) {

  /** Words that mean a score whoever says them. */
  private static final Map<String, Double> WORDS = Map.of("pass", 1.0, "fail", 0.0);

  static ReceivedValue of(ResultEvent event) {
    if (!event.error().isEmpty()) {
      return new ReceivedValue("error", null, event.error() + " " + event.explanation());
    }
    Double score = event.value().isEmpty() ? WORDS.get(event.label()) : number(event.value());
    if (score != null && score >= 0 && score <= 1) {
      return new ReceivedValue("scored", score, event.explanation());
    }
    String sent = event.value().isEmpty() ? event.label() : event.value();
    return new ReceivedValue(
        "unknown", null, "'" + sent + "' is no score from 0 to 1. " + event.explanation());
  }

  private static @Nullable Double number(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  void put(ObjectNode row) {
    row.put("Status", status);
    row.put("Score", score);
    row.put("Explanation", why.strip());
  }
}
