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

/**
 * What a demo leaves behind to be compared with the log. Printed as {@code name=value} lines, for a
 * script to read.
 *
 * @param since no call was made before it
 * @param requests HTTP requests the provider got
 * @param accountableCalls of these, the calls a caller can account for exactly: it was told the
 *     tokens, and the price is public
 * @param accountableNanoUsd what the provider billed for these, in nano-USD
 * @param billedNanoUsd what it billed in all, in nano-USD
 */
record Facts(
    Instant since,
    long requests,
    long accountableCalls,
    long accountableNanoUsd,
    long billedNanoUsd) {

  private static final int NANO = 9;

  static Facts of(Instant since, BillingLedger ledger) {
    return new Facts(
        since,
        ledger.calls().size(),
        ledger.calls().stream().filter(BilledCall::accountable).count(),
        ledger.accountableNanoUsd(),
        ledger.nanoUsd(call -> true));
  }

  void print(PrintStream out) {
    out.println("since=" + since);
    out.println("requests=" + requests);
    out.println("accountable_calls=" + accountableCalls);
    out.println("accountable_usd=" + usd(accountableNanoUsd));
    out.println("billed_usd=" + usd(billedNanoUsd));
  }

  private static String usd(long nanoUsd) {
    return BigDecimal.valueOf(nanoUsd, NANO).toPlainString();
  }
}
