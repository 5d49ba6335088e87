/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.eval.dataset.Answers;
import dev.aiops.eval.dataset.Case;
import dev.aiops.eval.dataset.CaseLines;
import dev.aiops.eval.dataset.Datasets;
import dev.aiops.eval.dataset.Version;
import dev.aiops.eval.definition.RunFilter;
import dev.aiops.eval.trace.Content;
import dev.aiops.eval.trace.RecordedRun;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code eval dataset}: saves and shows datasets. */
record DatasetCommand(Log log, PrintStream out) {

  void run(List<String> arguments) {
    String what = arguments.isEmpty() ? "" : arguments.get(0);
    List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
    switch (what) {
      case "save" -> save(name(rest), rest.subList(1, rest.size()));
      case "list" -> list();
      case "show" -> show(name(rest));
      default -> throw new UnusableException("dataset takes save, list or show: see --help");
    }
  }

  private static String name(List<String> rest) {
    if (rest.isEmpty()) {
      throw new UnusableException("the dataset's name is missing: see --help");
    }
    return rest.get(0);
  }

  private void save(String name, List<String> arguments) {
    Options options =
        Options.of(arguments, Set.of("--jsonl", "--runs"), Set.of("--expect-answers"));
    if (options.has("--jsonl") == options.has("--runs")) {
      throw new UnusableException("give either --jsonl FILE or --runs SET: see --help");
    }
    List<Case> cases =
        options.has("--jsonl")
            ? ofFile(options.required("--jsonl"))
            : ofRuns(options.required("--runs"), options.has("--expect-answers"));
    Version saved = log.datasets().save(name, cases);
    out.println("Saved " + saved + ", " + cases.size() + " cases");
  }

  private static List<Case> ofFile(String file) {
    try {
      return CaseLines.read(file, Files.readAllLines(Path.of(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": is it there, and UTF-8?", e);
    }
  }

  /** One case an input: of several runs with one input the newest counts. */
  private List<Case> ofRuns(String set, boolean expectAnswers) {
    RunFilter filter = RunFilter.of(set);
    Map<String, Case> cases = new LinkedHashMap<>();
    new Answers(filter.from(), filter.until(), filter::accepts)
        .at(log.at(), run -> take(run, expectAnswers, cases));
    if (cases.isEmpty()) {
      throw new UnusableException(
          "no run of " + set + " has its input recorded: name others, or switch its capture on");
    }
    return new ArrayList<>(cases.values());
  }

  private static void take(RecordedRun run, boolean expectAnswers, Map<String, Case> cases) {
    Content input = run.input();
    if (input == null || !input.isWhole() || input.text().isBlank()) {
      return;
    }
    ObjectNode expected = JsonNodeFactory.instance.objectNode();
    Content output = run.output();
    if (expectAnswers && output != null && output.isWhole()) {
      expected.put("answer", output.text());
    }
    String id = CaseLines.idOf(input.text());
    cases.put(id, new Case(id, input.text(), expected, run.id()));
  }

  private void list() {
    Datasets datasets = log.datasets();
    datasets
        .all()
        .forEach(
            saved ->
                out.println(saved.version() + "  " + saved.cases() + " cases  " + saved.savedAt()));
  }

  private void show(String name) {
    Datasets datasets = log.datasets();
    Version version = name.contains("@") ? Version.of(name) : datasets.newest(name);
    datasets.cases(version).forEach(one -> out.println(CaseLines.line(one)));
  }
}
