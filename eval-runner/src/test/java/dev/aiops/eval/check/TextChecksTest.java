/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import static dev.aiops.eval.definition.Evals.outcome;
import static dev.aiops.eval.definition.Evals.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aiops.eval.check.Outcome.Failed;
import dev.aiops.eval.check.Outcome.NotApplicable;
import dev.aiops.eval.check.Outcome.Scored;
import dev.aiops.eval.check.Outcome.Unknown;
import dev.aiops.eval.trace.Content;
import dev.aiops.eval.trace.RecordedRun;
import dev.aiops.eval.trace.SampleRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextChecksTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: exact, expected: Paris} | Paris | 1",
        "{type: exact, expected: Paris} | paris | 0",
        "{type: normalised, expected: 'Paris, France'} | paris  france! | 1",
        "{type: normalised, expected: 'ﬁve'} | FIVE. | 1",
        "{type: normalised, expected: '3.5'} | 35 | 0",
        "{type: normalised, expected: '-2'} | 2 | 0",
        "{type: contains, text: refund} | the refund is on its way | 1",
        "{type: contains, text: REFUND} | the refund is on its way | 0",
        "{type: contains, text: REFUND, ignore_case: true} | the refund is on its way | 1",
        "{type: contains, text: refund, not: true} | the refund is on its way | 0",
        "{type: regex, pattern: 'ORD-[0-9]+'} | see ORD-17 | 1",
        "{type: regex, pattern: '^ORD-[0-9]+$'} | see ORD-17 | 0",
        "{type: json} | {\"a\": 1} | 1",
        "{type: json} | {\"a\": 1} or so | 0",
        "{type: json} | {'a': 1} | 0",
        "{type: number, expected: 1234.5} | it comes to 1,234.50 | 1",
        "{type: number, expected: 42, tolerance: 0.5} | about 42.6 | 0",
        "{type: number, expected: 42, tolerance: 0.5} | 7 of them, so 41.5 | 1",
        "{type: number, expected: -3} | -3 | 1",
        "{type: number, expected: 42} | none | 0",
        "{type: refusal} | I'm sorry, but I can't help with that. | 0",
        "{type: refusal} | I cannot share that. | 0",
        "{type: refusal} | Your order arrives today. | 1",
        "{type: refusal, phrases: [no can do]} | Hm. No can do. | 0",
      })
  void text_isScored(String check, String answer, double expected) {
    assertThat(score(check, SampleRun.answering(answer))).isEqualTo(expected);
  }

  @Test
  void refusal_blank_isZero() {
    assertThat(score("{type: refusal}", SampleRun.answering(" "))).isZero();
  }

  @Test
  void setF1_isTheHarmonicMeanOfPrecisionAndRecall() {
    String check = "{type: set_f1, expected: [red, green, blue, white]}";
    // 2 right of 3 named (precision 2/3) and of 4 expected (recall 1/2): F1 = 4/7
    assertThat(score(check, SampleRun.answering("Red; green; black")))
        .isCloseTo(4.0 / 7, within(1e-12));
    assertThat(score(check, SampleRun.answering("[\"red\",\"green\",\"blue\",\"white\",\"red\"]")))
        .isEqualTo(1);
    assertThat(score(check, SampleRun.answering(""))).isZero();
  }

  /** Distances as published for these pairs in textbooks: 3, 2 and 3. */
  @ParameterizedTest
  @CsvSource({"kitten,sitting,3", "flaw,lawn,2", "saturday,sunday,3", "'',abc,3", "abc,abc,0"})
  void editDistance_isThePublishedOne(String one, String other, int distance) {
    assertThat(EditDistance.of(one, other)).isEqualTo(distance);
    assertThat(EditDistance.of(other, one)).isEqualTo(distance);
  }

  @Test
  void levenshtein_isAShareOfTheLonger() {
    assertThat(score("{type: levenshtein, expected: sitting}", SampleRun.answering("kitten")))
        .isCloseTo(1 - 3.0 / 7, within(1e-12));
  }

  @Test
  void jsonSchema_brokenRule_isNamed() {
    String check =
        "{type: json_schema, schema: {type: object, required: [id], properties: {id: {type: integer}}}}";
    assertThat(score(check, SampleRun.answering("{\"id\": 7}"))).isEqualTo(1);
    assertThat(outcome(check, SampleRun.answering("{\"id\": \"7\"}")))
        .isInstanceOfSatisfying(
            Scored.class,
            scored -> {
              assertThat(scored.score()).isZero();
              assertThat(scored.why()).contains("id", "integer");
            });
  }

  /** A schema that points elsewhere would make an evaluator ask the network. */
  @Test
  void jsonSchema_referenceToElsewhere_isAnError() {
    String check = "{type: json_schema, schema: {$ref: 'http://127.0.0.1:1/schema.json'}}";
    assertThat(outcome(check, SampleRun.answering("{}"))).isInstanceOf(Failed.class);
  }

  @Test
  void notRecorded_isUnknown_neverEmpty() {
    RecordedRun run = SampleRun.of().output(null).run();
    assertThat(outcome("{type: contains, text: x, not: true}", run)).isInstanceOf(Unknown.class);
  }

  @Test
  void failedRunWithoutOutput_doesNotApply() {
    RecordedRun run = SampleRun.of().output(null).ending("error").run();
    assertThat(outcome("{type: json}", run)).isInstanceOf(NotApplicable.class);
  }

  @Test
  void recordedInPart_isScoredOnlyWhereTheRestDecidesNothing() {
    RecordedRun run = SampleRun.of().output(new Content("the refund is", false)).run();
    assertThat(score("{type: contains, text: refund}", run)).isEqualTo(1);
    assertThat(outcome("{type: contains, text: order}", run)).isInstanceOf(Unknown.class);
    assertThat(outcome("{type: exact, expected: the refund is}", run)).isInstanceOf(Unknown.class);
    assertThat(outcome("{type: secrets}", run)).isInstanceOf(Unknown.class);
  }

  @Test
  void patternThatBacktracksWithoutEnd_isAnError() {
    String check = "{type: regex, pattern: '(a|aa)+b'}";
    assertThat(outcome(check, SampleRun.answering("a".repeat(5_000)))).isInstanceOf(Failed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN RSA PRIVATE KEY-----",
        "key AKIAIOSFODNN7EXAMPLE",
        "postgres://app:hunter2@db/shop",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
      })
  void secret_isFoundAndNotRepeated(String answer) {
    Outcome outcome = outcome("{type: secrets}", SampleRun.answering(answer));
    assertThat(((Scored) outcome).score()).isZero();
    assertThat(outcome.why()).doesNotContain(answer);
  }

  /** The numbers are the test numbers that card networks and ISO 13616 publish. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "write to ada@example.org | 0",
        "card 4111 1111 1111 1111 | 0",
        "card 4111 1111 1111 1112 | 1",
        "GB82 WEST 1234 5698 7654 32 | 0",
        "GB83 WEST 1234 5698 7654 32 | 1",
        "call +49 30 901820 | 0",
        "SSN 078-05-1120 | 0",
        "order 2026-11-20, 3 items, $12.50 | 1",
        "at 10:30 in room 401-2 | 1",
      })
  void personalData_isFoundByItsCheckDigits(String answer, double expected) {
    assertThat(score("{type: personal_data}", SampleRun.answering(answer))).isEqualTo(expected);
  }
}
