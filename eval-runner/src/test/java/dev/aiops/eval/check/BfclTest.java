/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.eval.check.Arguments.Mode;
import dev.aiops.eval.check.Outcome.Scored;
import dev.aiops.eval.check.Target.OfRun;
import dev.aiops.eval.trace.SampleRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The matcher of tool calls against a public benchmark's cases: every combination of accepted
 * values that it is given must pass, in any order, and each kind of wrong answer must not.
 */
class BfclTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OPTIONAL = "";

  @ParameterizedTest
  @MethodSource("cases")
  void rightCalls_inAnyOrder_pass(Case given) {
    for (int choice = 0; choice < 5; choice++) {
      List<Call> calls = given.calls(choice);
      assertThat(score(given, calls)).as(given.id()).isEqualTo(1);
      Collections.reverse(calls);
      assertThat(score(given, calls)).as(given.id()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void optionalArguments_leftOut_pass(Case given) {
    List<Call> calls = given.calls(0);
    for (int i = 0; i < calls.size(); i++) {
      List<String> optional = given.optional(i);
      calls.get(i).arguments().remove(optional);
    }
    assertThat(score(given, calls)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void wrongCalls_fail(Case given) {
    List<Call> missing = given.calls(0);
    missing.remove(0);
    assertThat(score(given, missing)).as("one call missing").isZero();

    List<Call> twice = given.calls(0);
    twice.add(twice.get(0));
    assertThat(score(given, twice)).as("one call too many").isZero();

    List<Call> other = given.calls(0);
    other.set(0, new Call("another_tool", other.get(0).arguments()));
    assertThat(score(given, other)).as("another tool").isZero();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void wrongArguments_fail(Case given) {
    List<Call> invented = given.calls(0);
    invented.get(0).arguments().put("invented", 1);
    assertThat(score(given, invented)).as("an argument that is not known").isZero();

    String name = given.calls(0).get(0).arguments().fieldNames().next();
    List<Call> wrong = given.calls(0);
    wrong.get(0).arguments().put(name, "none of the accepted");
    assertThat(score(given, wrong)).as("another value").isZero();
  }

  private static double score(Case given, List<Call> made) {
    SampleRun run = SampleRun.of();
    made.forEach(call -> run.tool(call.tool(), call.arguments().toString()));
    Trajectory check = new Trajectory(Trajectory.Mode.UNORDERED, given.expected());
    return ((Scored) check.on(new OfRun(run.run()))).score();
  }

  static Stream<Case> cases() {
    try (InputStream in =
        Objects.requireNonNull(
            BfclTest.class.getResourceAsStream("/labelled/bfcl-parallel.jsonl"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(BfclTest::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Case read(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      List<Entry<String, JsonNode>> truth = new ArrayList<>();
      node.path("ground_truth").forEach(call -> truth.add(call.properties().iterator().next()));
      return new Case(node.path("id").asText(), truth);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A call that a model might make. */
  record Call(String tool, ObjectNode arguments) {}

  /** The calls that are right, and of each argument the accepted values. */
  record Case(String id, List<Entry<String, JsonNode>> truth) {

    List<ExpectedCall> expected() {
      return truth.stream()
          .map(
              call ->
                  new ExpectedCall(
                      new NamePattern(call.getKey()),
                      new Arguments(Mode.EXACT, comparators(call.getValue()))))
          .toList();
    }

    private static Map<String, Comparator> comparators(JsonNode arguments) {
      Map<String, Comparator> comparators = new HashMap<>();
      arguments.properties().forEach(e -> comparators.put(e.getKey(), comparator(e.getValue())));
      return comparators;
    }

    private static Comparator comparator(JsonNode accepted) {
      Comparator oneOf =
          Comparator.oneOf(values(accepted).stream().map(Comparator::exact).toList());
      return isOptional(accepted) ? oneOf.optional() : oneOf;
    }

    /** Its calls with the n-th accepted value of each argument. */
    List<Call> calls(int n) {
      List<Call> calls = new ArrayList<>();
      for (Entry<String, JsonNode> call : truth) {
        ObjectNode arguments = JSON.createObjectNode();
        call.getValue()
            .properties()
            .forEach(
                e -> {
                  List<JsonNode> values = values(e.getValue());
                  arguments.set(e.getKey(), values.get(n % values.size()));
                });
        calls.add(new Call(call.getKey(), arguments));
      }
      return calls;
    }

    List<String> optional(int call) {
      return truth.get(call).getValue().properties().stream()
          .filter(e -> isOptional(e.getValue()))
          .map(Entry::getKey)
          .toList();
    }

    private static boolean isOptional(JsonNode accepted) {
      return all(accepted).stream().anyMatch(Case::isEmptyText);
    }

    private static List<JsonNode> values(JsonNode accepted) {
      return all(accepted).stream().filter(value -> !isEmptyText(value)).toList();
    }

    private static boolean isEmptyText(JsonNode value) {
      return value.isTextual() && value.asText().equals(OPTIONAL);
    }

    private static List<JsonNode> all(JsonNode accepted) {
      return StreamSupport.stream(accepted.spliterator(), false).toList();
    }
  }
}
