/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.aiops.eval.check.Approved;
import dev.aiops.eval.check.Check;
import dev.aiops.eval.check.Combined;
import dev.aiops.eval.check.Combined.How;
import dev.aiops.eval.check.CustomChecks;
import dev.aiops.eval.check.ExpectedCall;
import dev.aiops.eval.check.JsonTexts;
import dev.aiops.eval.check.Leaks;
import dev.aiops.eval.check.Limits;
import dev.aiops.eval.check.Loops;
import dev.aiops.eval.check.Numbers;
import dev.aiops.eval.check.Refusal;
import dev.aiops.eval.check.Sets;
import dev.aiops.eval.check.Target;
import dev.aiops.eval.check.Target.Part;
import dev.aiops.eval.check.Texts;
import dev.aiops.eval.check.ToolUse;
import dev.aiops.eval.check.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Makes checks of what the schema admits; what only the check knows is reported at its place. */
final class CheckReader {

  private static final Set<Part> OF_TOOL_CALLS = Set.of(Part.ARGUMENTS, Part.RESULT);
  private static final int LOOP = 3;

  private final Document document;
  private final CustomChecks custom;
  private final Target.Kind kind;

  CheckReader(Document document, CustomChecks custom, Target.Kind kind) {
    this.document = document;
    this.custom = custom;
    this.kind = kind;
  }

  /** Empty where something was reported. */
  Optional<Check> read(JsonNode node, String pointer) {
    try {
      Optional<Check> check = positive(node, pointer);
      return node.path("not").asBoolean() ? check.map(Check::negated) : check;
    } catch (RuntimeException e) {
      document.add(pointer, node.path("type").asText() + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Check> positive(JsonNode node, String pointer) {
    String type = node.path("type").asText();
    return switch (type) {
      case "all", "any", "mean" -> combined(Values.constant(How.class, type), node, pointer);
      case "judge" ->
          throw new IllegalArgumentException(
              "a judge is compared with people by itself: give it a definition of its own");
      case "custom" -> Optional.of(custom(node));
      case "latency", "cost", "tokens", "steps", "errors" -> Optional.of(limit(type, node));
      case "loop" -> Optional.of(Loops.none(node.path("calls").asInt(LOOP)));
      case "tool_used", "tool_arguments", "tools_allowed", "tool_order", "trajectory", "approved" ->
          Optional.of(tools(type, node));
      default -> Optional.of(text(type, node, part(node)));
    };
  }

  private Optional<Check> combined(How how, JsonNode node, String pointer) {
    List<Combined.Part> parts = new ArrayList<>();
    JsonNode checks = node.path("checks");
    for (int i = 0; i < checks.size(); i++) {
      double weight = checks.get(i).path("weight").asDouble(1);
      read(checks.get(i), pointer + "/checks/" + i)
          .ifPresent(check -> parts.add(new Combined.Part(check, weight)));
    }
    return parts.size() == checks.size() ? Optional.of(new Combined(how, parts)) : Optional.empty();
  }

  private Check custom(JsonNode node) {
    String name = node.path("name").asText();
    JsonNode settings = node.has("with") ? node.get("with") : JsonNodeFactory.instance.objectNode();
    return custom
        .find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no evaluator is named "
                        + name
                        + " on the class path: known are "
                        + custom.names()))
        .with(settings);
  }

  private Part part(JsonNode node) {
    String otherwise = kind == Target.Kind.TOOL_CALL ? "arguments" : "output";
    Part part = Values.constant(Part.class, node.path("of").asText(otherwise));
    if (OF_TOOL_CALLS.contains(part) != (kind == Target.Kind.TOOL_CALL)) {
      throw new IllegalArgumentException(
          "a " + kind.text() + " has no " + part.text() + ": change of, or target");
    }
    return part;
  }

  private static Check text(String type, JsonNode node, Part part) {
    String expected = node.path("expected").asText();
    return switch (type) {
      case "exact" -> Texts.exact(part, expected);
      case "normalised" -> Texts.normalised(part, expected);
      case "levenshtein" -> Texts.levenshtein(part, expected);
      case "contains" ->
          Texts.contains(part, node.path("text").asText(), node.path("ignore_case").asBoolean());
      case "regex" -> Texts.matches(part, Values.pattern(node.path("pattern").asText()));
      case "json" -> JsonTexts.valid(part);
      case "json_schema" -> JsonTexts.schema(part, node.path("schema"));
      case "number" ->
          Numbers.near(
              part, node.path("expected").decimalValue(), node.path("tolerance").decimalValue());
      case "set_f1" -> Sets.f1(part, Set.copyOf(Values.texts(node.path("expected"))));
      case "refusal" -> Refusal.none(part, Values.texts(node.path("phrases")));
      case "secrets" -> Leaks.secrets(part);
      case "personal_data" -> Leaks.personalData(part);
      default -> throw new IllegalArgumentException("is not known");
    };
  }

  private static Check limit(String type, JsonNode node) {
    JsonNode most = node.path("at_most");
    return switch (type) {
      case "latency" -> Limits.latency(Values.duration(most.asText()));
      case "cost" -> Limits.cost(node.path("at_most_usd").decimalValue());
      case "tokens" -> Limits.tokens(most.asLong());
      case "steps" -> Limits.steps(most.asLong());
      default -> Limits.errors(most.asLong());
    };
  }

  private Check tools(String type, JsonNode node) {
    if (kind == Target.Kind.STEP) {
      throw new IllegalArgumentException("a step has no tool calls: set target to run");
    }
    return switch (type) {
      case "tool_used" -> ToolUse.used(ArgumentReader.call(node));
      case "tool_arguments" -> ToolUse.arguments(ArgumentReader.call(node));
      case "tools_allowed" -> ToolUse.onlyOf(Values.names(node.path("tools")));
      case "tool_order" -> ToolUse.order(Values.names(node.path("tools")));
      case "approved" -> new Approved(ArgumentReader.call(node));
      default -> trajectory(node);
    };
  }

  private static Check trajectory(JsonNode node) {
    List<ExpectedCall> calls =
        StreamSupport.stream(node.path("calls").spliterator(), false)
            .map(ArgumentReader::call)
            .toList();
    return new Trajectory(
        Values.constant(Trajectory.Mode.class, node.path("mode").asText()), calls);
  }
}
