/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import dev.aiops.approval.budget.GrantReply.Granted;
import dev.aiops.approval.budget.LeaseReply;
import dev.aiops.approval.budget.LeaseReply.LeaseRejected;
import dev.aiops.approval.budget.LeaseReply.LeaseView;
import dev.aiops.approval.budget.LeaseReply.Problem;
import dev.aiops.approval.budget.LeaseReply.Stop;
import dev.aiops.approval.budget.LeaseState;
import dev.aiops.approval.budget.RaiseReply.RaiseView;
import dev.aiops.approval.budget.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is answered on the wire. */
final class Answers {

  private Answers() {}

  /** Money was set apart. */
  record Grant(
      String lease,
      Nanos amountNanos,
      Nanos grantedNanos,
      boolean beyondCap,
      long spendForSeconds,
      boolean recall,
      StandingView standing) {

    static Grant of(Granted granted) {
      return new Grant(
          granted.lease().toString(),
          new Nanos(granted.amount()),
          new Nanos(granted.granted()),
          granted.beyondCap(),
          granted.spendForSeconds(),
          granted.recall(),
          StandingView.of(granted.standing()));
    }
  }

  /**
   * One lease.
   *
   * @param lost its holder must begin anew under another process id: others closed it, or stopped
   *     this process, or it is not known
   * @param error why nothing was done; then all that follows is null
   */
  record Lease(
      String lease,
      boolean lost,
      @Nullable Refusal error,
      @Nullable String state,
      @Nullable Nanos grantedNanos,
      @Nullable Nanos chargedNanos,
      @Nullable String stop,
      @Nullable Boolean recall,
      @Nullable Long spendForSeconds,
      @Nullable StandingView standing) {

    static Lease of(String id, LeaseReply reply) {
      if (reply instanceof LeaseView view) {
        return of(view);
      }
      LeaseRejected rejected = (LeaseRejected) reply;
      boolean lost =
          rejected.problem() == Problem.UNKNOWN_LEASE || rejected.problem() == Problem.NOT_HOLDER;
      return new Lease(id, lost, Refusal.of(rejected), null, null, null, null, null, null, null);
    }

    private static Lease of(LeaseView view) {
      return new Lease(
          view.lease().toString(),
          isLost(view),
          null,
          text(view.state()),
          new Nanos(view.granted()),
          new Nanos(view.charged()),
          text(view.stop()),
          view.recall(),
          view.spendForSeconds(),
          StandingView.of(view.standing()));
    }

    /** As it is told to the adopter, who loses nothing by another's lease being closed. */
    Lease toAdopter() {
      return new Lease(
          lease,
          error != null && lost,
          error,
          state,
          grantedNanos,
          chargedNanos,
          stop,
          recall,
          spendForSeconds,
          standing);
    }

    private static boolean isLost(LeaseView view) {
      return view.stop() == Stop.REVOKED
          || view.state() == LeaseState.ADOPTED
          || view.state() == LeaseState.RELEASED;
    }

    private static String text(Enum<?> value) {
      return value.name().toLowerCase(Locale.ROOT);
    }
  }

  /** Each lease that was named, in order. */
  record Leases(List<Lease> leases) {

    static Leases of(List<String> ids, List<LeaseReply> replies) {
      List<Lease> leases = new ArrayList<>();
      for (int i = 0; i < ids.size(); i++) {
        leases.add(Lease.of(ids.get(i), replies.get(i)));
      }
      return new Leases(leases);
    }

    Leases toAdopter() {
      return new Leases(leases.stream().map(Lease::toAdopter).toList());
    }
  }

  /** A request for more. */
  record Raise(
      String raise, String state, String requester, Nanos amountNanos, StandingView standing) {

    static Raise of(RaiseView view) {
      return new Raise(
          view.raise().toString(),
          view.state(),
          view.requester(),
          new Nanos(view.amount()),
          StandingView.of(view.standing()));
    }
  }

  /** A budget's days, oldest first. */
  record Days(String budget, List<StandingView> days) {

    static Days of(String budget, List<Standing> days) {
      return new Days(budget, days.stream().map(StandingView::of).toList());
    }
  }

  /** Whether it can do its work. */
  record Ready(boolean ready, List<String> problems) {}
}
