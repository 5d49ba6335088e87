/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import dev.aiops.eval.stat.Correction;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report for people, as Markdown: a summary of one line, a table, and what to know besides. */
public final class MarkdownReport {
  private final Report report;

  /** Of this report. */
  public MarkdownReport(Report report) {
    this.report = report;
  }

  /** The text. */
  public String text() {
    return "## "
        + summary()
        + "\n\n"
        + escaped(report.candidate().name())
        + " compared with "
        + escaped(report.reference().name())
        + ". "
        + plan()
        + "\n\n"
        + table()
        + details();
  }

  private String summary() {
    return switch (report.exitCode()) {
      case Report.PASS -> "PASS: nothing became worse";
      case Report.REGRESSION -> "REGRESSION: " + named("REGRESSION");
      default -> "INCONCLUSIVE: " + named("INCONCLUSIVE", "REFUSED");
    };
  }

  private String named(String... verdicts) {
    return report.lines().stream()
        .filter(line -> List.of(verdicts).contains(line.verdict().name()))
        .map(line -> escaped(line.gate().evaluator()))
        .collect(Collectors.joining(", "));
  }

  private String plan() {
    Plan plan = report.plan();
    String look =
        plan.look().isPresent()
            ? "look " + plan.look().getAsInt() + " at this reference"
            : "one look";
    return String.format(
        Locale.ROOT,
        "%s over %d evaluators at %s, power %s, %s.",
        plan.correction() == Correction.HOLM ? "Holm" : "Benjamini-Hochberg",
        report.lines().size(),
        number(plan.alpha()),
        number(plan.power()),
        look);
  }

  private String table() {
    return """
        | evaluator | verdict | reference | candidate | effect | 95 % interval | corrected interval | margin | p | n | n still needed |
        | --- | --- | --: | --: | --: | --- | --- | --: | --: | --: | --: |
        """
        + report.lines().stream().map(MarkdownReport::row).collect(Collectors.joining());
  }

  private static String row(Report.Line line) {
    String head =
        "| " + escaped(line.gate().evaluator()) + " | **" + line.verdict().name() + "** | ";
    return line.verdict() instanceof Verdict.Compared compared
        ? head + figures(line.gate(), compared) + " |\n"
        : head + "| | | | | " + number(line.gate().margin()) + " | | | |\n";
  }

  private static String figures(Gate gate, Verdict.Compared compared) {
    Measured measured = compared.measured();
    return String.join(
        " | ",
        number(measured.reference()),
        number(measured.candidate()),
        Figures.signed(measured.effect()),
        Figures.interval(measured.interval()),
        Figures.interval(measured.corrected()),
        number(gate.margin()),
        Figures.p(measured.p()),
        Figures.n(measured),
        compared instanceof Verdict.Inconclusive open ? Long.toString(open.stillNeeded()) : "0");
  }

  private String details() {
    String lines =
        report.lines().stream()
            .flatMap(line -> details(line).stream())
            .map(detail -> "- " + detail + "\n")
            .collect(Collectors.joining());
    String facts =
        report.differingFacts().stream()
            .map(fact -> "- differs: " + escaped(fact) + "\n")
            .collect(Collectors.joining());
    return "\n" + lines + facts;
  }

  private static List<String> details(Report.Line line) {
    String name = escaped(line.gate().evaluator());
    if (line.verdict() instanceof Verdict.Refused refused) {
      return List.of(name + ": not compared: " + escaped(refused.reason()));
    }
    Measured measured = ((Verdict.Compared) line.verdict()).measured();
    String notes = measured.notes().stream().map(note -> "; " + note).collect(Collectors.joining());
    return List.of(name + ": " + measured.method() + notes);
  }

  private static String number(double value) {
    return Figures.number(value);
  }

  /** Names come from files and apps: they may not end a cell or become a tag or a link. */
  private static String escaped(String text) {
    return text.replaceAll("\\R", " ").replaceAll("([\\\\`*_\\[\\]<|#!])", "\\\\$1");
  }
}
