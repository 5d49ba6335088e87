/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.eval.check.Check;
import dev.aiops.eval.check.CustomChecks;
import dev.aiops.eval.check.Guarded;
import dev.aiops.eval.check.NamePattern;
import dev.aiops.eval.check.Target;
import dev.aiops.eval.judge.Judge;
import dev.aiops.eval.judge.JudgeSettings;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a definition of what the schema admits. */
final class DefinitionReader {

  private final Document document;
  private final CustomChecks custom;

  DefinitionReader(Document document, CustomChecks custom) {
    this.document = document;
    this.custom = custom;
  }

  /** Empty where something was reported. */
  Optional<Definition> read(JsonNode node, String pointer) {
    Target.Kind kind = Values.constant(Target.Kind.class, node.path("target").asText("run"));
    Optional<JudgeSettings> judge = judge(node.path("check"), kind, pointer + "/check");
    Optional<Check> check =
        JudgeReader.isJudge(node.path("check"))
            ? judge.map(settings -> judging(settings, node.path("check")))
            : new CheckReader(document, custom, kind).read(node.path("check"), pointer + "/check");
    requireJudge(node, pointer + "/trust");
    Optional<Schedule> schedule = schedule(node.path("schedule"), pointer + "/schedule");
    return check.map(
        found ->
            new Definition(
                node.path("name").asText(),
                Version.of(node, custom),
                selector(node.path("select")),
                kind,
                new Guarded(found),
                judge.orElse(null),
                JudgeReader.trust(node.path("trust")),
                node.path("threshold").asDouble(1),
                schedule.orElse(null),
                usd(node.path("budget_usd")),
                fromCase(node.path("from_case")),
                node));
  }

  private static Map<String, String> fromCase(JsonNode node) {
    Map<String, String> places = new LinkedHashMap<>();
    node.properties().forEach(place -> places.put(place.getKey(), place.getValue().asText()));
    return places;
  }

  private Optional<JudgeSettings> judge(JsonNode check, Target.Kind kind, String pointer) {
    return JudgeReader.isJudge(check)
        ? new JudgeReader(document, kind).read(check, pointer)
        : Optional.empty();
  }

  private static Check judging(JudgeSettings settings, JsonNode check) {
    Check judge = Judge.ofProcess(settings);
    return check.path("not").asBoolean() ? judge.negated() : judge;
  }

  private void requireJudge(JsonNode node, String pointer) {
    if (node.has("trust") && !JudgeReader.isJudge(node.path("check"))) {
      document.add(pointer, "trust: the check is no judge: remove it");
    }
  }

  private static @Nullable BigDecimal usd(JsonNode node) {
    return node.isMissingNode() ? null : node.decimalValue();
  }

  private Optional<Schedule> schedule(JsonNode node, String pointer) {
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Schedule(
              node.path("cron").asText(),
              Values.zone(node.path("zone").asText("UTC")),
              Values.duration(node.path("over").asText("1d")),
              gate(node.path("compare"))));
    } catch (IllegalArgumentException e) {
      document.add(pointer, "schedule: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static @Nullable NightlyGate gate(JsonNode node) {
    if (node.isMissingNode()) {
      return null;
    }
    JsonNode reference = node.path("reference");
    return new NightlyGate(
        node.path("margin").asDouble(0.05),
        reference.isMissingNode() ? null : RunFilter.of(reference.asText()));
  }

  private static Selector selector(JsonNode node) {
    Map<String, NamePattern> tags = new LinkedHashMap<>();
    node.path("tags")
        .properties()
        .forEach(tag -> tags.put(tag.getKey(), new NamePattern(tag.getValue().asText())));
    return new Selector(
        Values.names(node.path("agent")),
        Values.names(node.path("service")),
        Values.names(node.path("environment")),
        Values.names(node.path("model")),
        Set.copyOf(Values.texts(node.path("status"))),
        tags,
        new Sample(node.path("sample").asDouble(1)));
  }
}
