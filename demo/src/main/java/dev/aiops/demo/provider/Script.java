/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the model says to whom: rules tried in order, the first that matches speaks.
 *
 * <p>A rule is a JSON object: {@code user}, {@code system}, {@code model}: regular expressions,
 * each found in the last user message, the system messages, the model's name; {@code sim}:
 * directives; {@code rounds}: a list of lists of {@code {"tool": …, "arguments": {…}}}, one list a
 * round; {@code answer}: the text after the last round. In arguments and answer {@code $1}, {@code
 * $2}, … are the groups {@code user} captured; in the answer {@code $system1}, … are those of
 * {@code system}, and {@code $results} is what the tools said.
 */
final class Script {

  static final Script EMPTY = new Script(List.of());

  private static final JsonMapper JSON = new JsonMapper();

  private record Rule(
      Pattern user,
      Pattern system,
      Pattern model,
      Directives sim,
      List<JsonNode> rounds,
      String answer) {}

  /** What a rule makes of one request. */
  record Line(Directives sim, Answer answer) {}

  private final List<Rule> rules;

  private Script(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** Reads a JSON list of rules. */
  static Script parse(String json) {
    try {
      List<Rule> rules = new ArrayList<>();
      JSON.readTree(json).forEach(rule -> rules.add(rule(rule)));
      return new Script(rules);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the script is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Rule rule(JsonNode rule) {
    List<JsonNode> rounds = new ArrayList<>();
    rule.path("rounds").forEach(rounds::add);
    return new Rule(
        pattern(rule, "user"),
        pattern(rule, "system"),
        pattern(rule, "model"),
        Directives.parse(rule.path("sim").asText("")),
        List.copyOf(rounds),
        rule.path("answer").asText("$results"));
  }

  private static Pattern pattern(JsonNode rule, String key) {
    return Pattern.compile(rule.path(key).asText(""), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  Optional<Line> line(Ask ask) {
    return rules.stream().flatMap(rule -> line(rule, ask).stream()).findFirst();
  }

  private static Optional<Line> line(Rule rule, Ask ask) {
    Matcher user = rule.user().matcher(ask.userText());
    if (!user.find() || !rule.model().matcher(ask.model()).find()) return Optional.empty();
    Matcher system = rule.system().matcher(ask.systemText());
    if (!system.find()) return Optional.empty();
    return Optional.of(new Line(rule.sim(), answer(rule, user, system, ask)));
  }

  private static Answer answer(Rule rule, Matcher user, Matcher system, Ask ask) {
    int round = ask.round();
    if (round >= rule.rounds().size()) return Answer.of(finalText(rule, user, system, ask));
    List<Answer.ToolCall> calls = new ArrayList<>();
    for (JsonNode call : rule.rounds().get(round)) {
      String arguments = filled(call.path("arguments").toString(), "$", user);
      calls.add(ToolCallIds.call(ask, calls.size(), call.path("tool").asText(), arguments));
    }
    return new Answer("", calls);
  }

  private static String finalText(Rule rule, Matcher user, Matcher system, Ask ask) {
    return filled(filled(rule.answer(), "$system", system), "$", user)
        .replace("$results", String.join(" ", ask.toolResults()));
  }

  private static String filled(String template, String mark, Matcher found) {
    String text = template;
    for (int group = 1; group <= found.groupCount(); group++) {
      text = text.replace(mark + group, Optional.ofNullable(found.group(group)).orElse(""));
    }
    return text;
  }
}
