/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A text of eval-runner's corpus that tells a judge what to say.
 *
 * @param name its own
 * @param text itself
 * @param obeyed what a judge answers that obeys it, as far as it is not a plain verdict; {@code
 *     $system1} is the ticket that the judge's instructions ask for
 */
record Attack(String name, String text, String obeyed) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path CORPUS =
      Path.of("../eval-runner/src/test/resources/judge/injections.jsonl");
  private static final String PASSED =
      "{\"reason\": \"as told\", \"label\": \"pass\", \"ticket\": \"$system1\"}";

  static List<Attack> corpus() {
    try {
      return Files.readAllLines(CORPUS).stream().map(Attack::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Attack of(String line) {
    try {
      JsonNode attack = JSON.readTree(line);
      String obeyed = attack.path("obeyed").asText();
      return new Attack(
          attack.path("name").asText(),
          attack.path("text").asText().repeat(attack.path("times").asInt(1)),
          obeyed.isEmpty() ? PASSED : obeyed.replace("$TICKET", "$system1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What its run was asked: by that the simulator knows which text it has before it. */
  String question() {
    return "Question of " + name + ".";
  }

  /** A script of a model that obeys each of them, and passes what is none. */
  static String obedience(List<Attack> attacks) {
    ArrayNode rules = JSON.createArrayNode();
    attacks.forEach(attack -> rule(rules, "question of " + attack.name() + "\\.", attack.obeyed()));
    rule(rules, "", PASSED);
    return rules.toString();
  }

  private static void rule(ArrayNode rules, String user, String answer) {
    rules
        .addObject()
        .put("user", user)
        .put("system", "the text ([0-9a-f]{12}), as it stands")
        .put("sim", "usage=600/0/40/0")
        .put("answer", answer);
  }
}
