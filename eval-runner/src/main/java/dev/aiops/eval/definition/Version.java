/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.aiops.eval.check.CustomCheck;
import dev.aiops.eval.check.CustomChecks;
import dev.aiops.eval.judge.Criterion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The version of a definition's evaluator. */
final class Version {

  /** To be raised with any change of a check's code that changes a score. */
  private static final int CODE = 1;

  /** Half of a hash's digits tell versions apart. */
  private static final int DIGITS = 16;

  private static final JsonMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private Version() {}

  static String of(JsonNode definition, CustomChecks custom) {
    List<Object> made = new ArrayList<>();
    made.add(CODE);
    made.add(definition.path("target").asText("run"));
    made.add(definition.path("threshold").asText("1"));
    made.add(plain(definition.path("check")));
    made.add(versions(definition.path("check"), custom));
    if (definition.has("from_case")) {
      made.add(plain(definition.path("from_case")));
    }
    if (JudgeReader.isJudge(definition.path("check"))) {
      made.add(prompt(definition.path("check")));
    }
    return Hash.hex(text(made)).substring(0, DIGITS);
  }

  private static String prompt(JsonNode check) {
    return Values.constant(Criterion.class, check.path("criterion").asText()).prompt();
  }

  private static Object plain(JsonNode node) {
    return SORTED.convertValue(node, Object.class);
  }

  private static String text(Object value) {
    try {
      return SORTED.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String versions(JsonNode check, CustomChecks custom) {
    return check.findParents("type").stream()
        .filter(node -> node.path("type").asText().equals("custom"))
        .flatMap(node -> custom.find(node.path("name").asText()).stream())
        .map(CustomCheck::version)
        .collect(Collectors.joining(","));
  }
}
