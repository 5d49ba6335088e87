/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import dev.aiops.eval.compare.Arm;
import dev.aiops.eval.compare.Comparison;
import dev.aiops.eval.compare.Gate;
import dev.aiops.eval.compare.Gate.Better;
import dev.aiops.eval.compare.JUnitReport;
import dev.aiops.eval.compare.MarkdownReport;
import dev.aiops.eval.compare.Plan;
import dev.aiops.eval.compare.Report;
import dev.aiops.eval.compare.Scale;
import dev.aiops.eval.compare.Scored;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Compares the scores of two sets of runs. */
record CompareCommand(Log log, PrintStream out) {

  private static final Set<String> WITH_VALUE =
      Set.of(
          "--reference",
          "--candidate",
          "--evaluators",
          "--margin",
          "--look",
          "--markdown",
          "--junit",
          "--definitions");

  /** Returns the exit status: without a gate 0, as the report is there to be read. */
  int run(List<String> arguments) {
    Options options = Options.of(arguments, WITH_VALUE, Set.of("--gate"));
    Set<String> evaluators = Set.of(options.required("--evaluators").split(","));
    Arm reference = arm(options.required("--reference"), evaluators);
    Arm candidate = arm(options.required("--candidate"), evaluators);
    if (options.has("--gate")) {
      JudgeGate judges = new JudgeGate(options, log);
      evaluators.forEach(name -> judges.require(name, reference, candidate));
    }
    double margin = options.share("--margin", 0.05);
    List<Gate> gates =
        evaluators.stream()
            .sorted()
            .map(name -> new Gate(name, scale(name, reference, candidate), Better.HIGHER, margin))
            .toList();
    Report report = Comparison.of(reference, candidate, gates, plan(options));
    String markdown = new MarkdownReport(report).text();
    out.print(markdown);
    options.value("--markdown").ifPresent(file -> write(file, markdown));
    options.value("--junit").ifPresent(file -> write(file, new JUnitReport(report).xml()));
    return options.has("--gate") ? report.exitCode() : 0;
  }

  private static Plan plan(Options options) {
    if (!options.has("--gate")) {
      return Plan.report();
    }
    return options.value("--look").map(look -> Plan.nightly(look(look))).orElseGet(Plan::gate);
  }

  private static int look(String text) {
    if (!text.matches("[1-9][0-9]{0,4}")) {
      throw new UnusableException(
          "--look takes 1 for the first look at the same reference, 2 for the next; got " + text);
    }
    return Integer.parseInt(text);
  }

  private Arm arm(String text, Set<String> evaluators) {
    RunFilter filter = RunFilter.of(text);
    List<Scored> scores =
        evaluators.stream().flatMap(name -> filter.scores(name, log.at())).toList();
    return new Arm(text, scores);
  }

  /** Scores that are all 0 or 1 are compared as rates. */
  private static Scale scale(String evaluator, Arm reference, Arm candidate) {
    boolean binary =
        Stream.of(reference, candidate)
            .flatMap(arm -> arm.scores().stream())
            .filter(score -> score.evaluator().equals(evaluator))
            .flatMapToDouble(score -> score.value().stream())
            .allMatch(value -> value == 0 || value == 1);
    return binary ? new Scale.Binary() : new Scale.Bounded(0, 1);
  }

  private static void write(String file, String text) {
    try {
      Files.writeString(Path.of(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": is its folder there?", e);
    }
  }
}
