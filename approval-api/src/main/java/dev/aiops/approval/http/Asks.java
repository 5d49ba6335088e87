/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import dev.aiops.approval.budget.Actor;
import dev.aiops.approval.budget.AdminOrder;
import dev.aiops.approval.budget.Adoption;
import dev.aiops.approval.budget.Counters;
import dev.aiops.approval.budget.GrantRequest;
import dev.aiops.approval.budget.Holder;
import dev.aiops.approval.budget.Release;
import dev.aiops.approval.budget.Report;
import dev.aiops.approval.engine.Draw;
import java.util.List;

/** What is asked on the wire. */
final class Asks {

  private static final int MOST_LEASES = 100;

  private Asks() {}

  /** Who a process says it speaks for; empty is unknown. */
  record CallerBody(String service, String environment, String team) {}

  /** A process, as its host and its start tell it from every other. */
  record ProcessBody(String host, String id) {

    Holder of(String identity) {
      return new Holder(identity, host, id);
    }
  }

  /** A lease's totals since it began. */
  record Totals(
      String lease,
      long seq,
      Nanos grantedNanos,
      Nanos spentNanos,
      Nanos reservedNanos,
      Nanos returnedNanos,
      long boundExceeded) {

    Report of(Holder holder) {
      return new Report(
          lease,
          holder,
          new Counters(
              seq,
              spentNanos.value(),
              reservedNanos.value(),
              returnedNanos.value(),
              boundExceeded));
    }
  }

  /** For money. */
  record Grant(
      String requestId,
      String budget,
      Nanos needNanos,
      CallerBody caller,
      ProcessBody process,
      List<Totals> reports) {

    Grant {
      reports = bounded(reports);
    }

    Draw of(String identity) {
      Holder holder = process.of(identity);
      return new Draw(
          new GrantRequest(requestId, budget, holder, needNanos.value(), caller.service()),
          caller.service(),
          caller.environment(),
          caller.team(),
          reports.stream().map(totals -> totals.of(holder)).toList());
    }
  }

  /** That leases stand so, or are closed so. */
  record Reports(ProcessBody process, List<Totals> leases) {

    Reports {
      leases = bounded(leases);
    }

    List<Report> of(String identity) {
      Holder holder = process.of(identity);
      return leases.stream().map(totals -> totals.of(holder)).toList();
    }
  }

  /** What a dead process's counter file said of a lease. */
  record Found(String lease, Nanos spentNanos, Nanos reservedNanos) {}

  /** That leases of dead processes are closed. */
  record Adopt(ProcessBody process, List<Found> leases) {

    Adopt {
      leases = bounded(leases);
    }

    List<Adoption> of(String identity) {
      Holder holder = process.of(identity);
      return leases.stream()
          .map(
              f ->
                  new Adoption(
                      f.lease(), holder, f.spentNanos().value(), f.reservedNanos().value()))
          .toList();
    }
  }

  /** For more than today's cap. */
  record Raise(String requestId, String budget, Nanos amountNanos, String reason) {}

  /** An answer to that. */
  record Decide(boolean approve, String reason) {}

  /** To halt, to resume, to revoke. */
  record Order(String requestId, String reason) {

    AdminOrder by(Actor actor) {
      return new AdminOrder(requestId, actor, reason);
    }
  }

  /** To release a lease. */
  record ReleaseOrder(String requestId, String reason, Nanos chargeNanos) {

    Release of(String lease, Actor actor) {
      return new Release(lease, chargeNanos.value(), new AdminOrder(requestId, actor, reason));
    }
  }

  private static <T> List<T> bounded(List<T> all) {
    if (all.size() > MOST_LEASES) {
      throw new IllegalArgumentException("name at most 100 leases in one request");
    }
    return List.copyOf(all);
  }
}
