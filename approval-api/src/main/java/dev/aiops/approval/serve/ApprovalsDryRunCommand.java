/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.approval.backtest.Backtest;
import dev.aiops.approval.backtest.DryRun;
import dev.aiops.approval.policy.PolicyFile;
import dev.aiops.clickhouse.Check;
import dev.aiops.clickhouse.ClickHouse;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Says what a policy file's approvals would have held of the tool calls of the last days. */
record ApprovalsDryRunCommand(ClickHouse at, PrintStream out, InstantSource clock) {

  static final String HELP =
      """
        approvals-dry-run POLICY.yaml [--days N]
              which recorded tool calls of the last N days (7), today among them, would have waited for a
              person; calls whose arguments were not recorded count as held by a rule that asks for them.
              Reads the log named by the AIOPS_CLICKHOUSE variables, as a user that may read
              message_content, as aiops_read; changes nothing
      """;

  private static final int DAYS = 7;

  void run(List<String> arguments) throws IOException {
    boolean two = arguments.size() == 3 && arguments.get(1).equals("--days");
    if (arguments.size() != 1 && !two) {
      throw new IllegalArgumentException(
          "approvals-dry-run takes a policy file and --days: see --help");
    }
    String file = arguments.get(0);
    int days = two ? days(arguments.get(2)) : DAYS;
    String yaml = read(file);
    DryRun.Question question =
        new DryRun.Question(file, PolicyFile.read(file, yaml), clock.instant(), days);
    if (at.check() instanceof Check.Failed failed) {
      throw new InvalidSettingsException(List.of(failed.reason()));
    }
    out.print(new DryRun(at).answer(question));
  }

  private static String read(String file) throws IOException {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new IOException(file + " is no file that can be read: name a policy file", e);
    }
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
}
