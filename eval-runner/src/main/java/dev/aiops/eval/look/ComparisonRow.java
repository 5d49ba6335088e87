/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.look;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.eval.compare.Measured;
import dev.aiops.eval.compare.Report;
import dev.aiops.eval.compare.Scored;
import dev.aiops.eval.compare.Verdict;
import dev.aiops.eval.score.Times;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A verdict as a row of {@code eval_comparisons}, in JSON. */
final class ComparisonRow {

  private final Report report;
  private final Report.Line line;
  private final ObjectNode row = JsonNodeFactory.instance.objectNode();

  private ComparisonRow(Report report, Report.Line line) {
    this.report = report;
    this.line = line;
  }

  static ObjectNode of(Report report, Report.Line line, String agent, Instant at) {
    ComparisonRow made = new ComparisonRow(report, line);
    made.row.put("At", Times.text(at));
    made.row.put("Agent", agent);
    made.what();
    made.verdict();
    return made.row;
  }

  /** That the candidate is what later ones are compared with. */
  static ObjectNode reference(Report withItself, String agent, Instant at) {
    ObjectNode row = of(withItself, withItself.lines().get(0), agent, at);
    row.remove(List.of("Effect", "Low", "High", "P", "Level", "ReferenceValue"));
    row.put("Verdict", "REFERENCE").put("Look", 0).put("StillNeeded", 0);
    return row.put("Reason", "the first runs that can be compared with");
  }

  private void what() {
    row.put("Evaluator", line.gate().evaluator());
    row.put("EvaluatorVersion", version());
    row.put("Reference", report.reference().name());
    row.put("Candidate", report.candidate().name());
    row.put("Look", report.plan().look().orElse(0));
    row.put("Margin", line.gate().margin());
  }

  private String version() {
    List<String> versions =
        Stream.of(report.reference(), report.candidate())
            .flatMap(arm -> arm.scores().stream())
            .filter(score -> score.evaluator().equals(line.gate().evaluator()))
            .map(Scored::version)
            .distinct()
            .toList();
    return versions.size() == 1 ? versions.get(0) : "";
  }

  private void verdict() {
    row.put("Verdict", line.verdict().name());
    if (line.verdict() instanceof Verdict.Refused refused) {
      row.put("Reason", refused.reason());
    } else {
      figures(((Verdict.Compared) line.verdict()).measured());
    }
    if (line.verdict() instanceof Verdict.Inconclusive open) {
      row.put("StillNeeded", open.stillNeeded());
    }
  }

  private void figures(Measured measured) {
    row.put("ReferenceValue", measured.reference());
    row.put("CandidateValue", measured.candidate());
    row.put("Effect", measured.effect());
    row.put("Low", measured.interval().low());
    row.put("High", measured.interval().high());
    row.put("P", measured.p());
    row.put("Level", measured.level());
    row.put("NReference", measured.ofReference());
    row.put("NCandidate", measured.ofCandidate());
    row.put(
        "Reason",
        Stream.concat(Stream.of(measured.method()), measured.notes().stream())
            .collect(Collectors.joining("; ")));
  }
}
