/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import dev.aiops.approval.log.Decided;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Names that read well in tests. */
final class Fixtures {

  static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  static final Actor ADMIN = new Actor("ada", Set.of("admin"));
  static final Actor FINANCE = new Actor("fay", Set.of("finance"));
  static final Actor BOB = new Actor("bob", Set.of());
  private static final AtomicInteger ORDERS = new AtomicInteger();
  static final Holder DESK = new Holder("desk", "host-1/boot-1", "desk-1");
  static final Holder DESK_AGAIN = new Holder("desk", "host-1/boot-1", "desk-2");
  static final Holder SHOP = new Holder("shop", "host-2/boot-1", "shop-1");

  private Fixtures() {}

  static long usd(String dollars) {
    return Money.nanos(dollars);
  }

  /** An order with a request id of its own. */
  static AdminOrder order(Actor actor, String reason) {
    return new AdminOrder("order-" + ORDERS.incrementAndGet(), actor, reason);
  }

  /** An answer given to the API. */
  static RaiseVerdict verdict(Actor actor, boolean approve) {
    return new RaiseVerdict(
        actor, DecidedAs.of(actor, "token", "10.0.0.7", Channel.API), approve, "fine");
  }

  static Draft budget(String name) {
    return new Draft(name);
  }

  /** The state once a policy of these budgets is in force. */
  static Budgets inForce(Budget... budgets) {
    return changed(Budgets.EMPTY, NOON, budgets);
  }

  static Budgets changed(Budgets state, Instant now, Budget... budgets) {
    Governing governing = new Governing(Limits.DEFAULT);
    return after(state, governing.policy(state, now, Policy.of(List.of(budgets)), "ada"));
  }

  /** The state once a decision's rows are in the log. */
  static Budgets after(Budgets state, Decided<Budgets, ?> decided) {
    Budgets next = state;
    for (var entry : decided.entries()) {
      next = BudgetLog.apply(next, entry);
    }
    return next;
  }

  static final class Draft {

    private final String name;
    private long cap = usd("100");
    private ZoneId zone = ZoneId.of("UTC");
    private Mode mode = Mode.ENFORCE;
    private @Nullable Long maxLease;
    private SpendGuard guard = SpendGuard.NONE;
    private UnknownPrice unknown = UnknownPrice.REFUSE;
    private Match match = Match.ALL;
    private List<String> raisedBy = List.of("finance");

    private Draft(String name) {
      this.name = name;
    }

    Draft cap(long nanos) {
      cap = nanos;
      return this;
    }

    Draft zone(ZoneId id) {
      zone = id;
      return this;
    }

    Draft mode(Mode chosen) {
      mode = chosen;
      return this;
    }

    Draft maxLease(@Nullable Long nanos) {
      maxLease = nanos;
      return this;
    }

    Draft guard(SpendGuard chosen) {
      guard = chosen;
      return this;
    }

    Draft unknownPrice(UnknownPrice chosen) {
      unknown = chosen;
      return this;
    }

    Draft match(Match chosen) {
      match = chosen;
      return this;
    }

    Draft raisedBy(String... roles) {
      raisedBy = List.of(roles);
      return this;
    }

    Budget build() {
      return new Budget(
          name,
          match,
          cap,
          zone,
          mode,
          unknown,
          maxLease,
          Duration.ofMinutes(2),
          null,
          guard,
          raisedBy);
    }
  }
}
