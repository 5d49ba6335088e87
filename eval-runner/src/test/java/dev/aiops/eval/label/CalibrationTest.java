/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.eval.judge.Label;
import dev.aiops.eval.judge.Trust;
import dev.aiops.eval.score.TokenInsert;
import dev.aiops.eval.stat.Confusion;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClickHouseExtension.class)
class CalibrationTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  /**
   * LLMBar publishes of each judge how far its verdicts agree with those on swapped outputs;
   * against people the figures are scikit-learn's, by the same formula.
   */
  @Test
  void llmBar_judgesAgreeAsPublished(TestDatabase database) {
    assertThat(kappa(database, "gpt4-swapped", "gpt4", "gpt4_swapped"))
        .isCloseTo(0.897708674304419, within(1e-12));
    assertThat(kappa(database, "chatgpt-swapped", "chatgpt", "chatgpt_swapped"))
        .isCloseTo(0.4286840031520883, within(1e-12));
  }

  @Test
  void llmBar_gpt4IsTrusted_andAChatGptThatFollowsTheOrderIsNot(TestDatabase database) {
    kappa(database, "gpt4", "gpt4", "people");
    kappa(database, "chatgpt", "chatgpt_swapped", "chatgpt");
    Calibration gpt4 = calibration(database, "gpt4");
    assertThat(gpt4.labels()).isEqualTo(100);
    assertThat(gpt4.distrust(Trust.USUAL)).isEmpty();
    assertThat(new CalibrationReport(gpt4, Trust.USUAL).text())
        .contains("100 targets labelled by people and judge", "kappa: 0.90 (0.81 to 0.99)")
        .contains("TRUSTED: kappa is 0.60 or more on 100 labels or more")
        .doesNotContain("NOT TRUSTED");
    assertThat(calibration(database, "chatgpt").distrust(Trust.USUAL))
        .hasValueSatisfying(why -> assertThat(why).contains("kappa is 0.43, and must be 0.60"));
  }

  /** Who always passes is right on two of three, and tells nothing. */
  @Test
  void haluEval_judgeThatAlwaysPasses_isNotTrusted(TestDatabase database) {
    List<CSVRecord> lines = lines("halueval-general.csv");
    scores(database, "always", lines.stream().map(line -> "pass").toList());
    labels(
        database,
        "always",
        "ana",
        lines.stream()
            .map(line -> line.get("hallucination").equals("no") ? Label.PASS : Label.FAIL)
            .toList());
    Calibration always = calibration(database, "always");
    assertThat(always.confusion()).isEqualTo(new Confusion(128, 0, 72, 0));
    assertThat(always.kappa().orElseThrow().value()).isZero();
    assertThat(always.distrust(Trust.USUAL)).isPresent();
    assertThat(new CalibrationReport(always, Trust.USUAL).text())
        .contains("passes, corrected for its errors: unknown", "NOT TRUSTED: kappa is 0.00");
  }

  @Test
  void labels_lastOfAPersonCounts_andOfPeopleTheMost(TestDatabase database) {
    scores(database, "several", List.of("pass", "pass", "fail", "unknown", "injection_suspected"));
    labels(
        database,
        "several",
        "ana",
        List.of(Label.FAIL, Label.PASS, Label.FAIL, Label.PASS, Label.FAIL));
    labels(database, "several", "ben", List.of(Label.PASS, Label.FAIL, Label.FAIL));
    // ana looks at the first again
    new Labels(TokenInsert.into(database.eval()))
        .add(List.of(label("several", 0, Label.PASS, "ana", NOW.plusSeconds(60))));
    Calibration calibration = calibration(database, "several");
    assertThat(calibration.confusion()).isEqualTo(new Confusion(1, 0, 0, 1));
    assertThat(calibration.divided()).isEqualTo(1);
    assertThat(calibration.untold()).isEqualTo(2);
    assertThat(calibration.passed()).isEqualTo(2);
    assertThat(calibration.judged()).isEqualTo(3);
    assertThat(calibration.distrust(Trust.USUAL))
        .contains("2 targets are labelled, and 100 must be: label more");
  }

  /** A row as approval-api adds it, by its own user, stands beside one of a table. */
  @Test
  void labels_ofTheFormAndOfTables_countAlike(TestDatabase database) {
    scores(database, "both", List.of("pass", "fail"));
    labels(database, "both", "ana", List.of(Label.PASS));
    database
        .control()
        .execute(
            "INSERT INTO eval_labels (RunId, TargetKind, TargetId, Evaluator, Label, Value, `By`, At, Source, BatchId)"
                + " VALUES ('both-1', 'run', 'both-1', 'both', 'fail', 0, 'ben', '2026-11-21 10:00:00', 'form', 'label:1')",
            Map.of("async_insert", "0"));
    assertThat(calibration(database, "both").confusion()).isEqualTo(new Confusion(1, 0, 0, 1));
    assertThat(new Unlabelled("both", 10).at(database.eval())).isEmpty();
    assertThat(new LabelsOf("both").at(database.eval()))
        .extracting(HumanLabel::by)
        .containsExactlyInAnyOrder("ana", "ben");
    assertThat(
            database.ask(
                "SELECT `By`, Source FROM eval_labels WHERE Evaluator = 'both' ORDER BY 1"))
        .isEqualTo("ana\tcsv\nben\tform");
  }

  @Test
  void labels_sameAgain_areNotAddedTwice(TestDatabase database) {
    List<HumanLabel> same = List.of(label("twice", 0, Label.PASS, "ana", NOW));
    Labels labels = new Labels(TokenInsert.into(database.eval()));
    labels.add(same);
    labels.add(same);
    assertThat(database.eval().ask("SELECT count() FROM eval_labels WHERE Evaluator = 'twice'"))
        .isEqualTo("1");
  }

  @Test
  void unlabelled_areThoseThatNobodyLabelled(TestDatabase database) {
    scores(database, "open", List.of("pass", "fail", "unknown", "pass"));
    labels(database, "open", "ana", List.of(Label.PASS));
    assertThat(new Unlabelled("open", 10).at(database.eval()))
        .extracting(Unlabelled.Target::run)
        .containsExactlyInAnyOrder("open-1", "open-3");
    assertThat(new Unlabelled("open", 1).at(database.eval())).hasSize(1);
  }

  private static double kappa(
      TestDatabase database, String evaluator, String judge, String people) {
    List<CSVRecord> lines = lines("llmbar-natural.csv");
    scores(
        database,
        evaluator,
        lines.stream().map(line -> line.get(judge).equals("1") ? "pass" : "fail").toList());
    labels(
        database,
        evaluator,
        "people",
        lines.stream()
            .map(line -> line.get(people).equals("1") ? Label.PASS : Label.FAIL)
            .toList());
    return calibration(database, evaluator).kappa().orElseThrow().value();
  }

  private static Calibration calibration(TestDatabase database, String evaluator) {
    return Calibration.of(evaluator, database.eval()).get(0);
  }

  private static List<CSVRecord> lines(String file) {
    try (InputStream in =
            Objects.requireNonNull(CalibrationTest.class.getResourceAsStream("/labelled/" + file));
        CSVParser parser =
            CSVParser.parse(
                new InputStreamReader(in, StandardCharsets.UTF_8),
                CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())) {
      return parser.getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of runs named after the evaluator and their place. */
  private static void scores(TestDatabase database, String evaluator, List<String> labels) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      String run = evaluator + "-" + i;
      rows.add(
          "('%1$s', 'run', '%1$s', '%1$s', '%2$s', 'v1', 'judge', 'scored', '%3$s', 'judge-1', '2026-11-20 10:00:00')"
              .formatted(run, evaluator, labels.get(i)));
    }
    database
        .eval()
        .execute(
            "INSERT INTO eval_scores (ScoreId, TargetKind, TargetId, RunId, Evaluator, EvaluatorVersion, Source, Status, Label,"
                + " JudgeModel, ScoredAt) VALUES "
                + String.join(",", rows),
            Map.of("async_insert", "0"));
  }

  private static void labels(
      TestDatabase database, String evaluator, String by, List<Label> labels) {
    List<HumanLabel> all = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      all.add(label(evaluator, i, labels.get(i), by, NOW));
    }
    new Labels(TokenInsert.into(database.eval())).add(all);
  }

  private static HumanLabel label(String evaluator, int i, Label label, String by, Instant at) {
    String run = evaluator + "-" + i;
    return new HumanLabel(evaluator, "run", run, run, label, "", by, at);
  }
}
