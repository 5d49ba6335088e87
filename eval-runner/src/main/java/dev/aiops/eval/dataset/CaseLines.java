/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.eval.definition.Hash;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Cases as JSON lines: {@code {"id": …, "input": …, "expected": {…}}}. Without an id it is a hash
 * of the input; an {@code expected} that is a text is the {@code answer}.
 */
public final class CaseLines {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> KEYS = Set.of("id", "input", "expected");
  private static final int DIGITS = 16;

  private final String file;
  private final List<Case> cases = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final List<String> mistakes = new ArrayList<>();

  private CaseLines(String file) {
    this.file = file;
  }

  /**
   * Reads lines; empty ones are left out.
   *
   * @throws IllegalArgumentException with every mistake, by line
   */
  public static List<Case> read(String file, List<String> lines) {
    CaseLines reading = new CaseLines(file);
    for (int i = 0; i < lines.size(); i++) {
      reading.line(i + 1, lines.get(i));
    }
    if (reading.cases.isEmpty() && reading.mistakes.isEmpty()) {
      reading.mistakes.add(file + " has no case: write one JSON object a line");
    }
    if (!reading.mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", reading.mistakes));
    }
    return List.copyOf(reading.cases);
  }

  /** A case as a line that can be read again. */
  public static String line(Case one) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("id", one.id()).put("input", one.input()).set("expected", one.expected());
    return line.toString();
  }

  /** The id of a case without one of its own. */
  public static String idOf(String input) {
    return Hash.hex(input.strip()).substring(0, DIGITS);
  }

  private void line(int number, String text) {
    if (text.isBlank()) {
      return;
    }
    try {
      take(number, JSON.readTree(text));
    } catch (JsonProcessingException e) {
      mistake(number, "is not JSON: " + e.getOriginalMessage());
    }
  }

  private void take(int number, JsonNode line) {
    if (!line.path("input").isTextual() || line.path("input").asText().isBlank()) {
      mistake(number, "input is missing or no text: add what is asked");
      return;
    }
    line.fieldNames().forEachRemaining(key -> requireKnown(number, key));
    String input = line.path("input").asText();
    String id = line.path("id").asText(idOf(input));
    if (!ids.add(id)) {
      mistake(number, "case " + id + " is there already: give each an id of its own");
    }
    cases.add(new Case(id, input, expected(number, line.path("expected")), ""));
  }

  private void requireKnown(int number, String key) {
    if (!KEYS.contains(key)) {
      mistake(number, key + " is not a key here: known are id, input, expected");
    }
  }

  private ObjectNode expected(int number, JsonNode expected) {
    if (expected instanceof ObjectNode object) {
      return object;
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    if (expected.isTextual()) {
      answer.set("answer", expected);
    } else if (!expected.isMissingNode() && !expected.isNull()) {
      mistake(number, "expected must be a text or an object of values by name");
    }
    return answer;
  }

  private void mistake(int number, String words) {
    mistakes.add(file + ":" + number + ": " + words);
  }
}
