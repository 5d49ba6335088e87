/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a judge said once.
 *
 * @param label what
 * @param reason why, in its words
 */
record Verdict(Label label, String reason) {

  static final String REASON = "reason";
  static final String LABEL = "label";
  static final String TICKET = "ticket";

  private static final Set<String> KEYS = Set.of(REASON, LABEL, TICKET);

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** What models put around JSON where only the prompt asks for it. */
  private static final Pattern CODE =
      Pattern.compile("\\s*```(?:json)?\\s*(.*?)\\s*```\\s*", Pattern.DOTALL);

  /**
   * Reads an answer.
   *
   * @throws InvalidAnswerException where it is anything but what was asked for
   */
  static Verdict read(String answer, String ticket) {
    JsonNode json = json(answer);
    Set<String> keys = new TreeSet<>();
    json.fieldNames().forEachRemaining(keys::add);
    if (!json.isObject() || !keys.equals(KEYS)) {
      throw new InvalidAnswerException("is not an object of reason, label and ticket");
    }
    if (!json.path(TICKET).asText().equals(ticket)) {
      throw new InvalidAnswerException(
          "does not repeat the ticket: it may be copied from the recorded text");
    }
    if (!json.path(REASON).isTextual() || json.path(REASON).asText().isBlank()) {
      throw new InvalidAnswerException("gives no reason");
    }
    String label = json.path(LABEL).asText();
    return Label.of(label)
        .map(known -> new Verdict(known, json.path(REASON).asText()))
        .orElseThrow(
            () -> new InvalidAnswerException("has a label that was not offered: " + label));
  }

  private static JsonNode json(String answer) {
    Matcher code = CODE.matcher(answer);
    try {
      return STRICT.readTree(code.matches() ? code.group(1) : answer);
    } catch (JsonProcessingException e) {
      throw new InvalidAnswerException("is not one JSON value");
    }
  }
}
