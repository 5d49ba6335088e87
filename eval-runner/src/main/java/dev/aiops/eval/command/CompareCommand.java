/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import dev.aiops.eval.check.NamePattern;
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
import dev.aiops.eval.definition.RunFilter;
import dev.aiops.eval.look.ComparedScores;
import dev.aiops.eval.look.NextLook;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
    Options options = Options.of(arguments, WITH_VALUE, Set.of("--gate", "--keep"));
    Set<String> evaluators = Set.copyOf(List.of(options.required("--evaluators").split(",")));
    RunFilter runs = RunFilter.of(options.required("--candidate"));
    Arm reference = arm(RunFilter.of(options.required("--reference")), evaluators);
    Arm candidate = arm(runs, evaluators);
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
    Report report =
        Comparison.of(reference, candidate, gates, plan(options, reference, evaluators));
    String markdown = new MarkdownReport(report).text();
    out.print(markdown);
    options.value("--markdown").ifPresent(file -> write(file, markdown));
    options.value("--junit").ifPresent(file -> write(file, new JUnitReport(report).xml()));
    if (options.has("--keep")) {
      log.comparisons().keep(report, agent(runs), UUID.randomUUID().toString());
    }
    return options.has("--gate") ? report.exitCode() : 0;
  }

  private static String agent(RunFilter runs) {
    return Optional.ofNullable(runs.names().get("agent")).map(NamePattern::text).orElse("");
  }

  private Plan plan(Options options, Arm reference, Set<String> evaluators) {
    if (!options.has("--gate")) {
      return Plan.report();
    }
    Optional<String> look = options.value("--look");
    if (look.isEmpty()) {
      return Plan.gate();
    }
    return Plan.nightly(
        look.get().equals("next") ? next(options, reference, evaluators) : look(look.get()));
  }

  /** The latest of the evaluators', as they are looked at together. */
  private int next(Options options, Arm reference, Set<String> evaluators) {
    if (!options.has("--keep")) {
      throw new UnusableException(
          "--look next counts the looks that are kept: add --keep, so that this one counts");
    }
    return evaluators.stream()
        .mapToInt(name -> new NextLook(name, reference.name()).at(log.at()))
        .max()
        .orElseThrow();
  }

  private static int look(String text) {
    if (!text.matches("[1-9][0-9]{0,4}")) {
      throw new UnusableException(
          "--look takes 1 for the first look at the same reference, 2 for the next, or next; got "
              + text);
    }
    return Integer.parseInt(text);
  }

  private Arm arm(RunFilter runs, Set<String> evaluators) {
    ComparedScores compared = new ComparedScores(runs);
    List<Scored> scores = evaluators.stream().flatMap(name -> compared.of(name, log.at())).toList();
    return new Arm(runs.text(), scores);
  }

  private static Scale scale(String evaluator, Arm reference, Arm candidate) {
    return Scale.ofScores(
        Stream.of(reference, candidate)
            .flatMap(arm -> arm.scores().stream())
            .filter(score -> score.evaluator().equals(evaluator)));
  }

  private static void write(String file, String text) {
    try {
      Files.writeString(Path.of(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": is its folder there?", e);
    }
  }
}
