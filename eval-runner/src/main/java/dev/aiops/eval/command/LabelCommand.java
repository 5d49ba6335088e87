/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.aiops.eval.label.HumanLabel;
import dev.aiops.eval.label.LabelCsv;
import dev.aiops.eval.label.Labels;
import dev.aiops.eval.label.LabelsOf;
import dev.aiops.eval.label.Unlabelled;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Takes labels of people from a table, and writes the table to be filled in. */
record LabelCommand(Log log, PrintStream out) {

  private static final Set<String> WITH_VALUE = Set.of("--csv", "--by", "--evaluator", "--most");
  private static final int MOST = 10_000;

  void run(List<String> arguments) {
    Options options = Options.of(arguments, WITH_VALUE, Set.of("--export"));
    Path file = Path.of(options.required("--csv"));
    if (options.has("--export")) {
      write(file, options);
    } else {
      read(file, options.value("--by").orElse(""));
    }
  }

  private void read(Path file, String by) {
    try (Reader csv = Files.newBufferedReader(file, UTF_8)) {
      List<HumanLabel> labels = LabelCsv.read(csv, by, log.writer().clock().instant());
      new Labels(log.writer().insert()).add(labels);
      out.println(labels.size() + " labels taken from " + file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": is it there, and is it text?", e);
    }
  }

  private void write(Path file, Options options) {
    String evaluator = options.required("--evaluator");
    List<HumanLabel> labels = new LabelsOf(evaluator).at(log.at());
    List<Unlabelled.Target> open =
        new Unlabelled(evaluator, options.count("--most", 200, MOST)).at(log.at());
    try {
      Files.writeString(file, LabelCsv.write(labels, open));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": is its folder there?", e);
    }
    out.println(
        labels.size() + " labels and " + open.size() + " targets without one written to " + file);
  }
}
