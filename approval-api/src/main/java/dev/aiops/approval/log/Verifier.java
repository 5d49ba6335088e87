/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import java.util.List;
import java.util.function.LongConsumer;

/** Walks the log from its first row and names the first bad one. Holds one page at a time. */
public final class Verifier {

  private static final int PAGE = 20_000;

  private final ControlLog log;
  private final int page;

  /** Over a log. */
  public Verifier(ControlLog log) {
    this(log, PAGE);
  }

  Verifier(ControlLog log, int page) {
    this.log = log;
    this.page = page;
  }

  /**
   * Reads the whole log.
   *
   * @param progress told the place of the last good row after each page
   * @throws ControlLogUnavailableException where the log cannot be asked
   */
  public Verdict verify(LongConsumer progress) {
    Head head = Head.START;
    try {
      List<Committed> rows;
      do {
        rows = read(head);
        head = Chain.follow(head, rows);
        progress.accept(head.seq());
      } while (rows.size() == page);
      return new Verdict.Whole(head);
    } catch (ControlLogForkedException e) {
      return new Verdict.Bad(e.seq(), "different rows stand at one place");
    } catch (ControlLogBrokenException e) {
      return new Verdict.Bad(e.seq(), e.why());
    }
  }

  /** A page; where it is damaged at some place, the rows before that are checked first. */
  private List<Committed> read(Head head) {
    try {
      return log.read(head.seq(), page);
    } catch (ControlLogDamagedException e) {
      int good = (int) (e.seq() - head.seq() - 1);
      if (good > 0) {
        Chain.follow(head, log.read(head.seq(), good));
      }
      throw e;
    }
  }
}
