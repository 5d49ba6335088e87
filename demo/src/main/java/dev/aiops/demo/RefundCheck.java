/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds what the control log has against what the app did.
 *
 * @param held the refunds that had to wait
 * @param said the app's lines
 */
record RefundCheck(List<HeldRefund> held, List<String> said) {

  private static final Pattern BOOKED = Pattern.compile("books: (\\S+), EUR (\\d+\\.\\d\\d) .*");

  /** In EUR; above it a rule of approval-api/policy.start.yaml holds a refund. */
  private static final BigDecimal LIMIT = BigDecimal.valueOf(100);

  RefundCheck {
    held = List.copyOf(held);
    said = List.copyOf(said);
  }

  /** The orders paid back above the limit, by the app's own books. */
  static List<String> booked(List<String> said) {
    return said.stream()
        .map(BOOKED::matcher)
        .filter(Matcher::matches)
        .filter(line -> new BigDecimal(line.group(2)).compareTo(LIMIT) > 0)
        .map(line -> line.group(1))
        .toList();
  }

  /** What is not as it must be, one line each. */
  List<String> differences() {
    List<String> found = new ArrayList<>();
    if (!booked(said).equals(List.of(Verdict.APPROVE.order()))) {
      found.add("the app booked refunds of " + booked(said) + ", and one alone was approved");
    }
    if (held.size() != Verdict.ALL.size()) {
      found.add(held.size() + " refunds waited, and " + Verdict.ALL.size() + " were to");
    }
    Verdict.ALL.forEach(verdict -> check(verdict, found));
    return found;
  }

  private void check(Verdict verdict, List<String> found) {
    List<HeldRefund> of =
        held.stream().filter(refund -> refund.order().equals(verdict.order())).toList();
    if (of.size() != 1 || !verdict.holdsFor(of.get(0))) {
      found.add(
          verdict.order()
              + " is "
              + of
              + ", and was to be "
              + verdict.state()
              + " after "
              + verdict.steps());
    }
    if (!verdict.isToldIn(said)) {
      found.add("ticket " + verdict.ticket() + " was not answered '" + verdict.told() + "'");
    }
  }
}
