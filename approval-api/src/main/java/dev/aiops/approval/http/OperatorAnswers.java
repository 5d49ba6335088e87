/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import dev.aiops.approval.budget.GovernReply.Governed;
import dev.aiops.approval.budget.OpenLease;
import dev.aiops.approval.budget.Standing;
import java.util.List;
import java.util.TreeMap;

/** What operators are answered. */
final class OperatorAnswers {

  private OperatorAnswers() {}

  /** A budget of which nothing may be spent. */
  record Halted(String budget, String reason) {}

  /** How every budget stands. */
  record Standings(
      String policy,
      List<StandingView> standings,
      List<StandingView> draining,
      List<Halted> halted) {

    static Standings of(Governed governed) {
      List<Halted> halted =
          new TreeMap<>(governed.halted())
              .entrySet().stream()
                  .map(entry -> new Halted(entry.getKey(), entry.getValue()))
                  .toList();
      return new Standings(
          governed.policy(), views(governed.standings()), views(governed.draining()), halted);
    }

    private static List<StandingView> views(List<Standing> standings) {
      return standings.stream().map(StandingView::of).toList();
    }
  }

  /** A lease that takes from a cap. */
  record Open(
      String lease,
      String holder,
      String service,
      String host,
      String process,
      Nanos grantedNanos,
      Nanos spentNanos,
      Nanos reservedNanos,
      Nanos heldNanos,
      boolean revoked,
      long silentSeconds) {

    static Open of(OpenLease open) {
      return new Open(
          open.lease().toString(),
          open.holder().identity(),
          open.service(),
          open.holder().host(),
          open.holder().process(),
          new Nanos(open.granted()),
          new Nanos(open.spent()),
          new Nanos(open.reserved()),
          new Nanos(open.held()),
          open.revoked(),
          open.silentSeconds());
    }
  }

  /** A budget's open leases, oldest first. */
  record OpenLeases(String budget, List<Open> leases) {

    static OpenLeases of(String budget, List<OpenLease> open) {
      return new OpenLeases(budget, open.stream().map(Open::of).toList());
    }
  }
}
