/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo;

import dev.aiops.demo.provider.BilledCall;
import dev.aiops.demo.provider.BillingLedger;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a demo leaves behind to be compared with the log. Printed as {@code name=value} lines, for a
 * script to read.
 *
 * @param since no call was made before it
 * @param requests HTTP requests the provider got
 * @param accountable of these, the calls a caller can account for exactly: it was told the tokens,
 *     and the price is public
 * @param billedNanoUsd what it billed in all, in nano-USD
 * @param backlog the requests of the scene that has a cap
 * @param backlogAccountable of these, the calls a caller can account for exactly
 * @param uncapped why the scene had no cap; empty where it had one
 * @param refundsBooked refunds above the limit that the app's own books have
 * @param unheld why no refund waited to be decided; empty where some did
 */
record Facts(
    Instant since,
    long requests,
    Bill accountable,
    long billedNanoUsd,
    Bill backlog,
    Bill backlogAccountable,
    Optional<String> uncapped,
    long refundsBooked,
    Optional<String> unheld) {

  private static final int NANO = 9;

  /** The script's tag of the requests of the scene that has a cap. */
  private static final String BACKLOG = "backlog";

  /**
   * What the provider billed for some requests.
   *
   * @param calls how many
   * @param nanoUsd in nano-USD
   */
  record Bill(long calls, long nanoUsd) {

    static Bill of(List<BilledCall> calls) {
      return new Bill(calls.size(), calls.stream().mapToLong(BilledCall::nanoUsd).sum());
    }

    static Bill ofAccountable(List<BilledCall> calls) {
      return of(calls.stream().filter(BilledCall::accountable).toList());
    }

    /** In dollars, to the nano. */
    String usd() {
      return Facts.usd(nanoUsd);
    }
  }

  static Facts of(
      Instant since,
      BillingLedger ledger,
      Optional<String> uncapped,
      long refundsBooked,
      Optional<String> unheld) {
    return new Facts(
        since,
        ledger.calls().size(),
        Bill.ofAccountable(ledger.calls()),
        ledger.nanoUsd(call -> true),
        Bill.of(ledger.tagged(BACKLOG)),
        Bill.ofAccountable(ledger.tagged(BACKLOG)),
        uncapped,
        refundsBooked,
        unheld);
  }

  void print(PrintStream out) {
    out.println("since=" + since);
    out.println("requests=" + requests);
    out.println("accountable_calls=" + accountable.calls());
    out.println("accountable_usd=" + accountable.usd());
    out.println("billed_usd=" + usd(billedNanoUsd));
    out.println("backlog_calls=" + backlog.calls());
    out.println("backlog_usd=" + backlog.usd());
    out.println("backlog_accountable_calls=" + backlogAccountable.calls());
    out.println("backlog_accountable_usd=" + backlogAccountable.usd());
    uncapped.ifPresent(why -> out.println("uncapped=" + why));
    out.println("refunds_booked=" + refundsBooked);
    unheld.ifPresent(why -> out.println("unheld=" + why));
  }

  private static String usd(long nanoUsd) {
    return BigDecimal.valueOf(nanoUsd, NANO).toPlainString();
  }
}
