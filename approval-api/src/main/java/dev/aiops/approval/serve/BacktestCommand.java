/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.approval.backtest.Backtest;
import dev.aiops.approval.backtest.Backtest.Question;
import dev.aiops.approval.backtest.Grouping;
import dev.aiops.approval.budget.Policy;
import dev.aiops.approval.policy.PolicyFile;
import dev.aiops.clickhouse.Check;
import dev.aiops.clickhouse.ClickHouse;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Says what a policy file would have refused and saved of the calls of the last days. */
record BacktestCommand(ClickHouse at, PrintStream out, PrintStream err, InstantSource clock) {

  static final String HELP =
      """
        backtest POLICY.yaml [--days N] [--by service|agent|team|environment|user|model]
              what the policy would have refused and saved of the model calls of the last N days
              (7), today among them, as recorded in the log named by the AIOPS_CLICKHOUSE
              variables; changes nothing. Exits 0 when it has replayed them, whatever it found, and
              2 where it cannot, with the reason. Bounds on repeats of a tool need a user that may
              read message_content, as aiops_read
      """;

  private static final int DAYS = 7;

  void run(List<String> arguments) throws IOException {
    Options options = Options.of(arguments);
    Policy policy = PolicyFile.read(options.file(), text(options.file()));
    if (at.check() instanceof Check.Failed failed) {
      throw new InvalidSettingsException(List.of(failed.reason()));
    }
    Question question =
        new Question(options.file(), policy, clock.instant(), options.days(), options.by());
    out.print(new Backtest(at, this::progress).answer(question));
  }

  private static String text(String file) throws IOException {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new IOException(file + " is no file that can be read: name a policy file", e);
    }
  }

  /** What takes one step needs none told. */
  private void progress(long calls, long of, Instant upTo) {
    if (calls < of) {
      err.println("replayed " + calls + " of " + of + " calls, to " + upTo);
    }
  }

  /** What was asked for. */
  record Options(String file, int days, Grouping by) {

    static Options of(List<String> arguments) {
      Queue<String> left = new ArrayDeque<>(arguments);
      String file = null;
      int days = DAYS;
      Grouping by = Grouping.AGENT;
      while (!left.isEmpty()) {
        String next = left.remove();
        switch (next) {
          case "--days" -> days = days(value(next, left));
          case "--by" -> by = Grouping.of(value(next, left));
          default -> file = file(next, file);
        }
      }
      if (file == null) {
        throw new IllegalArgumentException("backtest takes a policy file: see --help");
      }
      return new Options(file, days, by);
    }

    private static String value(String option, Queue<String> left) {
      if (left.isEmpty()) {
        throw new IllegalArgumentException(option + " has no value: see --help");
      }
      return left.remove();
    }

    private static int days(String text) {
      if (text.matches("[0-9]{1,3}")) {
        int days = Integer.parseInt(text);
        if (days >= 1 && days <= Backtest.MOST_DAYS) {
          return days;
        }
      }
      throw new IllegalArgumentException(
          "--days takes 1 to " + Backtest.MOST_DAYS + ", got " + text);
    }

    private static String file(String next, @Nullable String known) {
      if (next.startsWith("--") || known != null) {
        throw new IllegalArgumentException(
            "backtest takes one policy file, --days and --by, not " + next + ": see --help");
      }
      return next;
    }
  }
}
