/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.ClickHouseException;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.definition.Evals;
import dev.aiops.eval.trace.SampleRun;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClickHouseExtension.class)
class ScoreWriterTest {

  private static final Instant NOW = Instant.parse("2026-11-21T02:00:00.123Z");

  private final TestDatabase database;

  ScoreWriterTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void score_isWrittenWithAllThatComparisonsNeed() {
    writer(database.eval()).write(scores("whole", 1), "whole", "batch-1");
    assertThat(
            database.ask(
                """
                SELECT
                  TargetKind, TargetId, RunStartedAt = toDateTime64('2026-11-20 10:00:00', 9, 'UTC'), ServiceName, Team, AgentName, AgentVersion, Models,
                  Status, Score, Passed, SamplingWeight, JudgeCostUsd, Revision, Batch, ScoredAt = toDateTime64('2026-11-21 02:00:00.123', 3, 'UTC')
                FROM scores WHERE Evaluator = 'whole'
                """))
        .isEqualTo(
            "run\tr-0\t1\tshop\tsupport\tsupport\t1.2\t['gpt-4o-mini']\tscored\t0\t0\t1\t0\t0\tbatch-1\t1");
  }

  @Test
  void noScore_isNull_neverZero() {
    Definitions definitions =
        Evals.of("evals: [{name: none, check: {type: custom, name: throwing}}]");
    List<Score> scores = new Evaluation(definitions).of(SampleRun.of().run(), 0, Set.of());
    writer(database.eval()).write(scores, "none", "");
    assertThat(
            database.ask(
                "SELECT Status, Score IS NULL, Passed IS NULL, Explanation FROM scores WHERE Evaluator = 'none'"))
        .isEqualTo("error\t1\t1\tIllegalStateException: on purpose");
  }

  @Test
  void replyLost_isWrittenOnce() throws IOException {
    try (Relay relay = new Relay(database.eval())) {
      relay.loseReplies(2);
      writer(relay.handle()).write(scores("lost", 3), "lost", "");
    }
    assertThat(count("lost")).isEqualTo("3");
  }

  @Test
  void sameTokenAgain_isWrittenOnce() {
    writer(database.eval()).write(scores("again", 3), "again", "");
    writer(database.eval()).write(scores("again", 3), "again", "");
    assertThat(count("again")).isEqualTo("3");
  }

  /** A kill can leave a token without its rows; a deletion leaves the same. */
  @Test
  void tokenWithoutRows_isSentUnderAnother() {
    writer(database.eval()).write(scores("burnt", 2), "burnt", "");
    database.execute(
        "ALTER TABLE eval_scores DELETE WHERE Evaluator = 'burnt' SETTINGS mutations_sync = 1");
    writer(database.eval()).write(scores("burnt", 2), "burnt", "");
    assertThat(database.ask("SELECT DISTINCT BatchId FROM eval_scores WHERE Evaluator = 'burnt'"))
        .isEqualTo("burnt:1");
    assertThat(count("burnt")).isEqualTo("2");
  }

  @Test
  void serverAway_isWaitedFor_andThenToldAsUnreachable() throws IOException {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    ClickHouse away =
        new ClickHouse(URI.create("http://127.0.0.1:" + nobody), "aiops", "aiops_eval", "x");
    TokenInsert insert = new TokenInsert(away, new Patience(away, Duration.ofSeconds(2)));
    long start = System.nanoTime();
    assertThatThrownBy(
            () -> new ScoreWriter(insert, Clock.systemUTC()).write(scores("away", 1), "away", ""))
        .isInstanceOf(ClickHouseException.class)
        .hasMessageContaining("no answer");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(900));
  }

  private String count(String evaluator) {
    return database.ask("SELECT count() FROM eval_scores WHERE Evaluator = '" + evaluator + "'");
  }

  private static ScoreWriter writer(ClickHouse at) {
    return new ScoreWriter(TokenInsert.into(at), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static List<Score> scores(String evaluator, int runs) {
    Definitions definitions = Evals.of("evals: [{name: " + evaluator + ", check: {type: json}}]");
    Evaluation evaluation = new Evaluation(definitions);
    return IntStream.range(0, runs)
        .mapToObj(i -> SampleRun.of().id("r-" + i).run())
        .flatMap(run -> evaluation.of(run, 0, Set.of()).stream())
        .toList();
  }
}
