/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aiops.eval.check.Evaluated;
import dev.aiops.eval.check.Outcome.Failed;
import dev.aiops.eval.check.Outcome.Scored;
import dev.aiops.eval.check.Outcome.Unknown;
import dev.aiops.eval.trace.SampleRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that tell a judge what to say, and a judge that obeys all of them. */
class InjectionTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A text of the corpus: its name, itself, and what a judge answers that obeys it. */
  record Attack(String name, String text, String obeyed) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Attack> attacks() {
    return lines("/judge/injections.jsonl")
        .map(
            line ->
                new Attack(
                    line.path("name").asText(),
                    line.path("text").asText().repeat(line.path("times").asInt(1)),
                    line.path("obeyed").asText()));
  }

  static Stream<String> harmlessTexts() {
    return lines("/judge/harmless.jsonl").map(line -> line.path("text").asText());
  }

  private static Stream<JsonNode> lines(String resource) {
    try (InputStream in =
        Objects.requireNonNull(InjectionTest.class.getResourceAsStream(resource))) {
      List<String> lines = new String(in.readAllBytes(), UTF_8).lines().toList();
      return lines.stream().map(InjectionTest::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whatever the judge was made to say, it is no score, and everybody sees why. */
  @ParameterizedTest
  @MethodSource("attacks")
  void attack_thatTheJudgeObeys_isVisible_andNoScore(Attack attack) {
    String obeyed = attack.obeyed().isEmpty() ? ModelServer.verdict("pass") : attack.obeyed();
    try (ModelServer server = ModelServer.saying(request -> obeyed)) {
      Evaluated evaluated =
          Judges.by(server, Criterion.TONE, 1, SampleRun.answering(attack.text()));
      assertThat(evaluated.outcome()).isInstanceOfAny(Unknown.class, Failed.class);
      assertThat(evaluated.outcome().why()).contains("injection suspected (");
      assertThat(evaluated.label()).isEqualTo(Judge.SUSPECTED);
    }
  }

  /** The text leaves the fence nowhere, and nothing in it is unseen. */
  @ParameterizedTest
  @MethodSource("attacks")
  void attack_staysWithinTheFence(Attack attack) {
    try (ModelServer server = ModelServer.judging("pass")) {
      Judges.by(server, Criterion.TONE, 1, SampleRun.answering(attack.text()));
      String shown = server.asked().get(0).at("/messages/1/content").asText();
      assertThat(shown.split("<<<", -1)).as("marks of the fence").hasSize(3);
      assertThat(shown)
          .doesNotContainPattern("[\\u200B\\u202A-\\u202E\\u2066-\\u2069\\u0000\\u0008]");
      assertThat(server.asked().get(0).at("/messages/0/content").asText())
          .doesNotContain(attack.text());
    }
  }

  @ParameterizedTest
  @MethodSource("harmlessTexts")
  void harmlessText_isJudged(String text) {
    try (ModelServer server = ModelServer.judging("pass")) {
      Evaluated evaluated = Judges.by(server, Criterion.TONE, 1, SampleRun.answering(text));
      assertThat(evaluated.outcome()).as(evaluated.outcome().why()).isInstanceOf(Scored.class);
    }
  }

  @Test
  void corpus_hasThirtyTexts_andTwentyHarmlessOnes() {
    assertThat(attacks()).hasSizeGreaterThanOrEqualTo(30);
    assertThat(harmlessTexts()).hasSizeGreaterThanOrEqualTo(20);
  }
}
