/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.approval.log.ClickHouseControlLog;
import dev.aiops.approval.log.Head;
import dev.aiops.approval.log.Verdict;
import dev.aiops.approval.log.Verifier;
import dev.aiops.clickhouse.Check;
import dev.aiops.clickhouse.ClickHouse;
import java.io.PrintStream;
import java.util.List;

/** Walks the whole control log and says whether it is as it was written. */
record VerifyCommand(ClickHouse at, PrintStream out) {

  static final String HELP =
      """
        verify
              walks the control log named by the AIOPS_CLICKHOUSE variables; prints its rows and its
              head, or the first row that is broken, and then exits 1
      """;

  private static final int BROKEN = 1;

  /** Returns the exit status. */
  int run(List<String> arguments) {
    if (!arguments.isEmpty()) {
      throw new IllegalArgumentException("verify takes nothing, got " + arguments.get(0));
    } else if (at.check() instanceof Check.Failed failed) {
      throw new InvalidSettingsException(List.of(failed.reason()));
    }
    Verdict verdict = new Verifier(new ClickHouseControlLog(at)).verify(seq -> {});
    return verdict instanceof Verdict.Whole whole ? whole(whole.head()) : broken(verdict);
  }

  private int whole(Head head) {
    if (head.equals(Head.START)) {
      out.println("The control log has no rows.");
      return 0;
    }
    out.println("The control log is whole.");
    out.println("rows  " + head.seq());
    out.println("head  seq " + head.seq() + ", " + head.at() + ", hash " + head.hash());
    out.println("Keep the head elsewhere: rows cut off at the end leave no trace in the log.");
    return 0;
  }

  private int broken(Verdict verdict) {
    Verdict.Bad bad = (Verdict.Bad) verdict;
    out.println("The control log is broken at row " + bad.seq() + ": " + bad.why() + ".");
    out.println("The rows before it are whole. Compare with a backup before anything is changed.");
    return BROKEN;
  }
}
