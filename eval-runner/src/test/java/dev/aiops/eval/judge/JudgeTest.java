/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.eval.check.Evaluated;
import dev.aiops.eval.check.JudgeCost;
import dev.aiops.eval.check.Outcome.Failed;
import dev.aiops.eval.check.Outcome.NotApplicable;
import dev.aiops.eval.check.Outcome.Scored;
import dev.aiops.eval.check.Outcome.Unknown;
import dev.aiops.eval.check.Target.OfRun;
import dev.aiops.eval.judge.Material.Piece;
import dev.aiops.eval.judge.Material.Shown;
import dev.aiops.eval.trace.Content;
import dev.aiops.eval.trace.RecordedRun;
import dev.aiops.eval.trace.SampleRun;
import dev.langchain4j.model.chat.ChatModel;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {

  private static final RecordedRun RUN = SampleRun.answering("It arrives today.");

  @ParameterizedTest
  @CsvSource({"pass,1", "fail,0"})
  void verdict_isAScore_withLabelAndReason(String label, double score) {
    try (ModelServer server = ModelServer.judging(label)) {
      Evaluated evaluated = Judges.by(server, Criterion.TONE, 1, RUN);
      assertThat(((Scored) evaluated.outcome()).score()).isEqualTo(score);
      assertThat(evaluated.outcome().why()).isEqualTo(label + ": as told");
      assertThat(evaluated.label()).isEqualTo(label);
      // nobody knows what a model at a private address costs
      assertThat(evaluated.cost().usd()).isNull();
      assertThat(evaluated.traceId()).isEmpty();
    }
  }

  @Test
  void unknown_isNoScore() {
    try (ModelServer server = ModelServer.judging("unknown")) {
      Evaluated evaluated = Judges.by(server, Criterion.TONE, 1, RUN);
      assertThat(evaluated.outcome()).isInstanceOf(Unknown.class);
      assertThat(evaluated.label()).isEqualTo("unknown");
    }
  }

  @Test
  void request_hasTheCriterion_theSchemaWithTheReasonFirst_andTheTextFenced() {
    try (ModelServer server = ModelServer.judging("pass")) {
      Judges.by(server, Criterion.TONE, 1, RUN);
      JsonNode request = server.asked().get(0);
      String system = request.at("/messages/0/content").asText();
      assertThat(request.at("/messages/0/role").asText()).isEqualTo("system");
      assertThat(system).contains("Tone: is the answer polite").doesNotContain("{");
      String mark = system.replaceAll("(?s).*begins with <<<([0-9a-f]+) .*", "$1");
      assertThat(request.at("/messages/1/content").asText())
          .contains(
              "<<<"
                  + mark
                  + " what the agent answered>>>\nIt arrives today.\n<<<"
                  + mark
                  + " end>>>");
      JsonNode schema = request.at("/response_format/json_schema/schema");
      assertThat(schema.path("properties").fieldNames())
          .toIterable()
          .containsExactly("reason", "label", "ticket");
      assertThat(request.at("/temperature").asDouble(-1)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PASS",
        "",
        "{}",
        "[]",
        "{\"reason\": \"so\", \"label\": \"pass\"}",
        "{\"reason\": \"so\", \"label\": \"pass\", \"ticket\": \"abcdef123456\"}",
        "{\"reason\": \"so\", \"label\": \"excellent\", \"ticket\": \"$TICKET\"}",
        "{\"reason\": \"so\", \"label\": 1, \"ticket\": \"$TICKET\"}",
        "{\"reason\": \"\", \"label\": \"pass\", \"ticket\": \"$TICKET\"}",
        "{\"reason\": \"so\", \"label\": \"pass\", \"ticket\": \"$TICKET\", \"score\": 1}",
        "{\"label\": \"fail\", \"label\": \"pass\", \"reason\": \"so\", \"ticket\": \"$TICKET\"}",
        "{\"reason\": \"so\", \"label\": \"pass\", \"ticket\": \"$TICKET\"} and more",
        "{\"reason\": \"cut off",
      })
  void invalidAnswer_isAnError_neverAScore(String answer) {
    try (ModelServer server = ModelServer.saying(request -> answer)) {
      Evaluated evaluated = Judges.by(server, Criterion.TONE, 1, RUN);
      assertThat(evaluated.outcome()).isInstanceOf(Failed.class);
      assertThat(evaluated.outcome().why()).startsWith("the judge's answer ");
    }
  }

  @Test
  void answerInACodeBlock_isRead() {
    String answer = "```json\n" + ModelServer.verdict("fail") + "\n```";
    try (ModelServer server = ModelServer.saying(request -> answer)) {
      assertThat(Judges.by(server, Criterion.TONE, 1, RUN).label()).isEqualTo("fail");
    }
  }

  @ParameterizedTest
  @CsvSource({"404,model judge-1 does not exist", "401,the key is wrong", "400,too long"})
  void refusalByTheProvider_isAnError_withItsWords(int status, String words) {
    String body = "{\"error\": {\"message\": \"" + words + "\", \"type\": \"x\"}}";
    try (ModelServer server =
        ModelServer.replying(request -> new ModelServer.Reply(status, body))) {
      Evaluated evaluated = Judges.by(server, Criterion.TONE, 1, RUN);
      assertThat(evaluated.outcome()).isInstanceOf(Failed.class);
      assertThat(evaluated.outcome().why()).contains("gave no answer", words);
      assertThat(evaluated.cost().usd()).isZero();
    }
  }

  @Test
  void timeout_isAnError() throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    try (ModelServer server =
        ModelServer.saying(
            request -> {
              await(over);
              return ModelServer.verdict("pass");
            })) {
      JudgeSettings slow = settings("judge-1", URI.create(server.url()));
      Evaluated evaluated = Judges.of(slow).evaluate(new OfRun(RUN));
      over.countDown();
      assertThat(evaluated.outcome()).isInstanceOf(Failed.class);
      assertThat(evaluated.cost()).as("it may have been billed").isEqualTo(JudgeCost.UNKNOWN);
    }
  }

  /** Three times the most that may be answered, and all that was sent. */
  @Test
  void timeoutOfAModelWithAPrice_costsAnUnknownSum_thatHasAMost() {
    CountDownLatch over = new CountDownLatch(1);
    try (ModelServer server =
        ModelServer.saying(
            request -> {
              await(over);
              return ModelServer.verdict("pass");
            })) {
      JudgeSettings priced = settings("gpt-4.1-mini-2025-04-14", null);
      ChatModel slow =
          Provider.OPENAI.model(settings(priced.model(), URI.create(server.url())), "");
      JudgeCost cost =
          new Panel(priced, slow, InstantSource.fixed(Judges.NOW))
              .judge(new Shown(List.of(new Piece("what the agent answered", "Today."))))
              .cost();
      over.countDown();
      assertThat(cost.usd()).as("it may have been billed, or not").isNull();
      // 1.60 USD a million tokens out
      assertThat(cost.atMostUsd()).isBetween(new BigDecimal("0.01966"), new BigDecimal("0.05"));
    }
  }

  private static JudgeSettings settings(String model, @Nullable URI url) {
    return new JudgeSettings(
        Criterion.TONE, Provider.OPENAI, model, url, "", true, null, Duration.ofMillis(100), 1, "");
  }

  @Test
  void costs_addUp_andWhatIsUnknownOfOneIsOfBoth() {
    JudgeCost known = JudgeCost.known(new BigDecimal("0.02"));
    JudgeCost most = JudgeCost.atMost(new BigDecimal("0.05"));
    assertThat(known.plus(known)).isEqualTo(JudgeCost.known(new BigDecimal("0.04")));
    assertThat(known.plus(most)).isEqualTo(JudgeCost.atMost(new BigDecimal("0.07")));
    assertThat(most.plus(JudgeCost.UNKNOWN)).isEqualTo(JudgeCost.UNKNOWN);
  }

  private static void await(CountDownLatch over) {
    try {
      over.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void nobodyThere_isAnError() {
    Judge judge = Judges.of(Judges.settings(Criterion.TONE, "http://127.0.0.1:1/v1", 1));
    assertThat(judge.on(new OfRun(RUN))).isInstanceOf(Failed.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // two of three settle it, and the third is not asked
        "pass pass fail | pass | 2",
        "pass fail fail | fail | 3",
        "unknown unknown pass | unknown | 2",
        // divided
        "pass fail unknown | | 3",
      })
  void votes_majorityDecides(String votes, String label, int asked) {
    Queue<String> left = new ArrayDeque<>(List.of(votes.split(" ")));
    try (ModelServer server =
        ModelServer.saying(request -> ModelServer.verdict(String.valueOf(left.remove())))) {
      Evaluated evaluated = Judges.by(server, Criterion.TONE, 3, RUN);
      assertThat(evaluated.label()).isEqualTo(label == null ? "" : label);
      assertThat(server.asked()).hasSize(asked);
      boolean scored = "pass".equals(label) || "fail".equals(label);
      assertThat(evaluated.outcome()).isInstanceOf(scored ? Scored.class : Unknown.class);
    }
  }

  @Test
  void votes_oneThatFails_isAnErrorWhereItWouldHaveDecided() {
    Queue<String> left =
        new ArrayDeque<>(
            List.of("nonsense", ModelServer.verdict("pass"), ModelServer.verdict("fail")));
    try (ModelServer server = ModelServer.saying(request -> String.valueOf(left.remove()))) {
      assertThat(Judges.by(server, Criterion.TONE, 3, RUN).outcome()).isInstanceOf(Failed.class);
    }
  }

  @Test
  void notRecorded_isUnknown_andNobodyIsAsked() {
    try (ModelServer server = ModelServer.judging("pass")) {
      RecordedRun silent = SampleRun.of().output(null).run();
      RecordedRun cut = SampleRun.of().output(new Content("It arr", false)).run();
      RecordedRun noResults = SampleRun.of().tool("lookup", "{}").run();
      RecordedRun huge = SampleRun.answering("x".repeat(Gathering.MOST_CHARACTERS + 1));
      assertThat(Judges.by(server, Criterion.TONE, 1, silent).outcome())
          .isInstanceOf(Unknown.class);
      assertThat(Judges.by(server, Criterion.TONE, 1, cut).outcome()).isInstanceOf(Unknown.class);
      assertThat(Judges.by(server, Criterion.FAITHFULNESS, 1, noResults).outcome())
          .isInstanceOf(Unknown.class);
      assertThat(Judges.by(server, Criterion.TONE, 1, huge).outcome()).isInstanceOf(Unknown.class);
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void nothingOfTheKind_doesNotApply_andNobodyIsAsked() {
    try (ModelServer server = ModelServer.judging("pass")) {
      RecordedRun failed = SampleRun.of().output(null).ending("error").run();
      assertThat(Judges.by(server, Criterion.TONE, 1, failed).outcome())
          .isInstanceOf(NotApplicable.class);
      assertThat(Judges.by(server, Criterion.FAITHFULNESS, 1, RUN).outcome())
          .isInstanceOf(NotApplicable.class);
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void toolChoice_isShownTheCalls_alsoWithoutTheirArguments() {
    try (ModelServer server = ModelServer.judging("pass")) {
      RecordedRun run = SampleRun.of().tool("lookup", "{\"order\":7}").tool("refund", null).run();
      assertThat(Judges.by(server, Criterion.TOOL_CHOICE, 1, run).label()).isEqualTo("pass");
      assertThat(server.asked().get(0).at("/messages/1/content").asText())
          .contains("tool call 1, the tool>>>\nlookup", "{\"order\":7}", "refund")
          .contains("its arguments>>>\n(not recorded)");
    }
  }

  @ParameterizedTest
  @EnumSource(Criterion.class)
  void criterion_saysWhenItPassesFailsAndCannotTell(Criterion criterion) {
    assertThat(criterion.words()).contains("pass: ", "fail: ", "unknown: ");
  }

  @Test
  void negated_turnsTheScoreAround_andKeepsTheLabel() {
    try (ModelServer server = ModelServer.judging("fail")) {
      Evaluated evaluated =
          Judges.of(Judges.settings(Criterion.REFUSAL, server.url(), 1))
              .negated()
              .evaluate(new OfRun(RUN));
      assertThat(((Scored) evaluated.outcome()).score()).isEqualTo(1);
      assertThat(evaluated.label()).isEqualTo("fail");
    }
  }
}
