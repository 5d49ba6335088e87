/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import dev.aiops.approval.budget.BudgetEvent.LeaseClosed;
import dev.aiops.approval.budget.BudgetEvent.LeaseReported;
import dev.aiops.approval.budget.BudgetEvent.LeaseRevoked;
import dev.aiops.approval.budget.LeaseReply.LeaseRejected;
import dev.aiops.approval.budget.LeaseReply.Problem;
import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Step;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes what holders say of their leases. Money comes back in four ways only: a holder reports it
 * returned, a holder closes its lease, a neighbour adopts it, or a person releases it. Time gives
 * nothing back.
 */
public final class Settling {

  private final Limits limits;

  public Settling(Limits limits) {
    this.limits = limits;
  }

  /** Takes a holder's counters. One that is older than what is known changes nothing. */
  public Decided<Budgets, LeaseReply> report(Budgets state, Instant now, Report report) {
    return onOwn(state, report, lease -> reported(state, now, report, lease));
  }

  /** Closes a holder's lease: what was not spent comes back. Nothing may be under way. */
  public Decided<Budgets, LeaseReply> close(Budgets state, Instant now, Report report) {
    return onOwn(state, report, lease -> returned(state, now, report, lease));
  }

  /** Closes a dead neighbour's lease: what was neither spent nor under way comes back. */
  public Decided<Budgets, LeaseReply> adopt(Budgets state, Instant now, Adoption adoption) {
    return on(state, adoption.lease(), lease -> adopted(state, now, adoption, lease));
  }

  /** Closes a lease by hand. */
  public Decided<Budgets, LeaseReply> release(Budgets state, Instant now, Release release) {
    return byAdmin(
        state, release.lease(), release.order(), lease -> released(state, now, release, lease));
  }

  /** Stops one process: it learns so with its next report, or when its lease's validity ends. */
  public Decided<Budgets, LeaseReply> revoke(
      Budgets state, Instant now, String lease, AdminOrder order) {
    return byAdmin(
        state,
        lease,
        order,
        open ->
            open.isOpen() && !open.revoked()
                ? commit(state, now, revoked(open, order), open)
                : view(state, now, open));
  }

  private static LeaseRevoked revoked(Lease lease, AdminOrder order) {
    return new LeaseRevoked(lease.id(), order.request(), order.actor().name(), order.reason());
  }

  private Decided<Budgets, LeaseReply> byAdmin(
      Budgets state,
      String lease,
      AdminOrder order,
      Function<Lease, Decided<Budgets, LeaseReply>> then) {
    if (!order.isByOneOf(limits.adminRole())) {
      return rejected(Problem.FORBIDDEN, order.lacksRole(limits.adminRole()));
    }
    return order.reason().isBlank()
        ? rejected(Problem.NO_REASON, "give the reason: it is kept for the audit")
        : on(state, lease, then);
  }

  private static Decided<Budgets, LeaseReply> reported(
      Budgets state, Instant now, Report report, Lease lease) {
    Counters next = report.counters();
    if (!lease.isOpen()) {
      return late(state, now, lease, next, report.holder().identity());
    } else if (next.seq() <= lease.counters().seq()) {
      return view(state, now, lease);
    } else if (!isPossible(lease, next)) {
      return impossible(lease);
    }
    boolean news = next.saysMoreThan(lease.counters()) || answersRecall(state, lease);
    return news
        ? commit(state, now, new LeaseReported(lease.id(), next, report.holder().identity()), lease)
        : view(state, now, lease);
  }

  private static boolean answersRecall(Budgets state, Lease lease) {
    return lease.answered() < state.day(lease.id().budget(), lease.id().day()).recall().number();
  }

  private static boolean isPossible(Lease lease, Counters next) {
    return next.follows(lease.counters()) && next.returned() <= lease.granted();
  }

  private static Decided<Budgets, LeaseReply> returned(
      Budgets state, Instant now, Report report, Lease lease) {
    Counters last = report.counters();
    if (last.reserved() > 0) {
      return rejected(
          Problem.NOT_SETTLED,
          "lease " + lease.id() + " has calls under way: settle them, then return it");
    } else if (!lease.isOpen()) {
      return late(state, now, lease, last, report.holder().identity());
    } else if (!isPossible(lease, last)) {
      return impossible(lease);
    }
    String by = report.holder().identity();
    return closed(
        state, now, lease, last, new Closing(LeaseState.RETURNED, last.spent(), 0, by, ""));
  }

  private static Decided<Budgets, LeaseReply> adopted(
      Budgets state, Instant now, Adoption adoption, Lease lease) {
    Counters last = last(lease, adoption);
    if (!lease.holder().isNeighbourOf(adoption.adopter())) {
      return rejected(
          Problem.NOT_HOLDER,
          "lease " + lease.id() + " was held on another host or boot, or by another identity");
    } else if (!last.isPossible() || !last.follows(lease.counters())) {
      return impossible(lease);
    } else if (!lease.isOpen()) {
      return late(state, now, lease, last.settledInFull(), adoption.adopter().identity());
    }
    String reason = "adopted by process " + adoption.adopter().process();
    return closed(
        state,
        now,
        lease,
        last,
        new Closing(
            LeaseState.ADOPTED,
            last.used(),
            last.reserved(),
            adoption.adopter().identity(),
            reason));
  }

  private static Counters last(Lease lease, Adoption adoption) {
    Counters known = lease.counters();
    return new Counters(
        known.seq() + 1,
        adoption.spent(),
        adoption.reserved(),
        known.returned(),
        known.boundExceeded());
  }

  private static Decided<Budgets, LeaseReply> released(
      Budgets state, Instant now, Release release, Lease lease) {
    if (!lease.isOpen()) {
      return view(state, now, lease);
    } else if (release.charge() < lease.counters().used() || release.charge() > lease.held()) {
      return rejected(
          Problem.IMPOSSIBLE,
          "lease "
              + lease.id()
              + " can be charged "
              + Money.usd(lease.counters().used())
              + ", which was reported used, to "
              + Money.usd(lease.held())
              + ", which it may have used");
    }
    return commit(
        state,
        now,
        new LeaseClosed(
            lease.id(),
            LeaseState.RELEASED,
            release.charge(),
            0,
            release.order().request(),
            release.order().actor().name(),
            release.order().reason()),
        lease);
  }

  private record Closing(LeaseState how, long charged, long estimated, String by, String reason) {}

  /**
   * The last counters are a row of their own only if a call passed its bound: the close carries the
   * rest.
   */
  private static Decided<Budgets, LeaseReply> closed(
      Budgets state, Instant now, Lease lease, Counters last, Closing closing) {
    Step<Budgets> step = Step.from(state);
    if (last.boundExceeded() > lease.counters().boundExceeded()) {
      step = step.then(new LeaseReported(lease.id(), last, closing.by()));
    }
    LeaseClosed close =
        new LeaseClosed(
            lease.id(),
            closing.how(),
            closing.charged(),
            closing.estimated(),
            "",
            closing.by(),
            closing.reason());
    return commit(step, now, close, lease);
  }

  /**
   * More than a closed lease was charged was spent after all: it is charged too, whatever the cap
   * says. What was only reserved does not count, since this may be a report from before the close
   * that was overtaken.
   */
  private static Decided<Budgets, LeaseReply> late(
      Budgets state, Instant now, Lease lease, Counters counters, String by) {
    return counters.spent() > lease.charged()
        ? commit(state, now, new LeaseReported(lease.id(), counters, by), lease)
        : view(state, now, lease);
  }

  private static Decided<Budgets, LeaseReply> onOwn(
      Budgets state, Report report, Function<Lease, Decided<Budgets, LeaseReply>> then) {
    return on(
        state,
        report.lease(),
        lease -> {
          if (!lease.holder().equals(report.holder())) {
            return rejected(
                Problem.NOT_HOLDER, "lease " + lease.id() + " is held by another process");
          }
          return report.counters().isPossible() ? then.apply(lease) : impossible(lease);
        });
  }

  private static Decided<Budgets, LeaseReply> on(
      Budgets state, String id, Function<Lease, Decided<Budgets, LeaseReply>> then) {
    Optional<Lease> lease = DayId.read(id).flatMap(state::findLease);
    return lease
        .map(then)
        .orElseGet(
            () ->
                rejected(
                    Problem.UNKNOWN_LEASE,
                    "no lease " + id + " is known: it never was, or was closed days ago"));
  }

  private static Decided<Budgets, LeaseReply> commit(
      Budgets state, Instant now, BudgetEvent event, Lease lease) {
    return commit(Step.from(state), now, event, lease);
  }

  private static Decided<Budgets, LeaseReply> commit(
      Step<Budgets> step, Instant now, BudgetEvent event, Lease lease) {
    try {
      Step<Budgets> next = step.then(event);
      return next.reply(LeaseViews.of(next.state(), lease.id(), now));
    } catch (ArithmeticException e) {
      return impossible(lease);
    }
  }

  private static Decided<Budgets, LeaseReply> view(Budgets state, Instant now, Lease lease) {
    return Decided.nothing(LeaseViews.of(state, lease.id(), now));
  }

  private static Decided<Budgets, LeaseReply> impossible(Lease lease) {
    return rejected(
        Problem.IMPOSSIBLE,
        "the figures for lease "
            + lease.id()
            + " cannot be: they are negative, huge, fell below what was reported, or return more than was"
            + " granted");
  }

  private static Decided<Budgets, LeaseReply> rejected(Problem problem, String text) {
    return Decided.nothing(new LeaseRejected(problem, text));
  }
}
