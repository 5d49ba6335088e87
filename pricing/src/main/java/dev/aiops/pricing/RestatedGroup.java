/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.math.BigDecimal;
import java.util.Optional;

/** Calls of one provider and model, before and after. Sums of nano-USD, exact at any size. */
final class RestatedGroup {

  private long calls;
  private BigDecimal recorded = BigDecimal.ZERO;
  private BigDecimal restated = BigDecimal.ZERO;
  private long unpricedBefore;
  private long unpricedNow;
  private long estimatedNow;
  private long gained;
  private BigDecimal gainedNanos = BigDecimal.ZERO;
  private long lost;
  private BigDecimal lostNanos = BigDecimal.ZERO;

  void add(Optional<BigDecimal> before, Cost now) {
    calls++;
    recorded = recorded.add(before.orElse(BigDecimal.ZERO));
    unpricedBefore += before.isEmpty() ? 1 : 0;
    estimatedNow += now instanceof Cost.Estimated ? 1 : 0;
    if (now instanceof Cost.Known known) {
      known(before, BigDecimal.valueOf(known.nanoUsd()));
    } else {
      unknown(before);
    }
  }

  private void known(Optional<BigDecimal> before, BigDecimal nanos) {
    restated = restated.add(nanos);
    if (before.isEmpty()) {
      gained++;
      gainedNanos = gainedNanos.add(nanos);
    }
  }

  private void unknown(Optional<BigDecimal> before) {
    unpricedNow++;
    if (before.isPresent()) {
      lost++;
      lostNanos = lostNanos.add(before.get());
    }
  }

  /** Tab-separated: the fields in their order, money in USD. */
  String line() {
    return String.join(
        "\t",
        Long.toString(calls),
        usd(recorded),
        usd(restated),
        Long.toString(unpricedBefore),
        Long.toString(unpricedNow),
        Long.toString(estimatedNow),
        Long.toString(gained),
        usd(gainedNanos),
        Long.toString(lost),
        usd(lostNanos));
  }

  private static String usd(BigDecimal nanos) {
    return nanos.movePointLeft(9).setScale(9).toPlainString();
  }
}
