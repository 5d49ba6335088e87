/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

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
    try {
      return new Verdict.Whole(walk(progress));
    } catch (ControlLogForkedException e) {
      return new Verdict.Bad(e.seq(), "different rows stand at one place");
    } catch (ControlLogBrokenException e) {
      return new Verdict.Bad(e.seq(), e.why());
    }
  }

  private Head walk(LongConsumer progress) {
    Head head = Head.START;
    int most = page;
    int asked = page;
    boolean more = true;
    while (more) {
      try {
        Page read = log.read(head.seq(), asked);
        head = Chain.follow(head, read.rows());
        progress.accept(head.seq());
        more = read.more();
        asked = read.next(most);
      } catch (ControlLogDamagedException e) {
        // a page is refused as a whole: smaller ones lead up to the first fault in it
        most = smaller(asked, head, e);
        asked = most;
      }
    }
    return head;
  }

  private static int smaller(int asked, Head head, ControlLogDamagedException damage) {
    if (asked == 1 || damage.seq() == head.seq() + 1) {
      throw damage;
    }
    return asked / 2;
  }
}
