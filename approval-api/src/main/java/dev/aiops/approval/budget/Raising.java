/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import dev.aiops.approval.budget.BudgetEvent.RaiseDecided;
import dev.aiops.approval.budget.BudgetEvent.RaiseRequested;
import dev.aiops.approval.budget.RaiseReply.RaiseRejected;
import dev.aiops.approval.budget.RaiseReply.RaiseView;
import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Step;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Requests for more than today's cap. They serve their day, and die undecided with it. */
public final class Raising {

  private static final int MOST_PENDING = 20;

  /**
   * Opens a request; one of the same requester that is still pending is answered instead of a
   * second.
   */
  public Decided<Budgets, RaiseReply> request(Budgets state, Instant now, RaiseRequest request) {
    Optional<Budget> budget = state.policy().budget(request.budget());
    if (budget.isEmpty()) {
      return rejected("the policy in force has no budget " + request.budget());
    } else if (budget.get().raisedBy().isEmpty()) {
      return rejected(
          "nobody may raise budget " + request.budget() + ": name a role in its raised_by");
    } else if (request.amount() <= 0 || request.amount() > Money.MAX) {
      return rejected("ask for more than 0 and at most 1000000000 dollars");
    }
    return request.reason().isBlank()
        ? rejected("give the reason: who decides reads it")
        : opened(state, now, request, budget.get());
  }

  /**
   * Approves or denies. Who asked may not decide, and a request whose day is over cannot be
   * approved.
   */
  public Decided<Budgets, RaiseReply> decide(
      Budgets state, Instant now, String raise, RaiseVerdict verdict) {
    Optional<DayId> id = DayId.read(raise).filter(known -> state.findRaise(known).isPresent());
    return id.map(known -> decided(state, now, known, verdict))
        .orElseGet(() -> rejected("no request " + raise + " is known"));
  }

  /** One of them as it stands, if it is known. */
  public static Optional<RaiseView> find(Budgets state, Instant now, String raise) {
    return DayId.read(raise)
        .filter(id -> state.findRaise(id).isPresent())
        .map(id -> (RaiseView) view(state, now, id).reply());
  }

  /** What waits for a person, in the order in which it was asked. */
  public static List<PendingRaise> pending(Budgets state, Instant now) {
    return state.policy().budgets().stream()
        .flatMap(budget -> state.daysKept(budget.name()).stream())
        .filter(day -> Standing.of(state, day, "", now).secondsLeft() > 0)
        .flatMap(day -> pending(state, now, day))
        .sorted(Comparator.comparing(PendingRaise::at))
        .toList();
  }

  /** What people decided of the days that are kept: today, and three before. */
  public static List<DecidedRaise> decided(Budgets state) {
    return state.days().values().stream()
        .flatMap(days -> days.values().stream())
        .flatMap(
            day ->
                day.raises().entrySet().stream()
                    .flatMap(raise -> decided(day, raise.getKey(), raise.getValue()).stream()))
        .toList();
  }

  private static Optional<DecidedRaise> decided(BudgetDay day, int number, Raise raise) {
    DayId id = new DayId(day.budget(), day.day(), number);
    return Optional.ofNullable(raise.decision())
        .map(
            decision ->
                new DecidedRaise(
                    id,
                    raise.amount(),
                    raise.by(),
                    raise.reason(),
                    raise.state() == Raise.State.APPROVED,
                    written(decision.at()),
                    decision.by(),
                    decision.reason(),
                    decision.as()));
  }

  private static Instant written(@Nullable Instant at) {
    return Objects.requireNonNull(at, "a row of the log has a time");
  }

  private static Stream<PendingRaise> pending(Budgets state, Instant now, BudgetDay day) {
    Standing standing = Standing.of(state, day, "", now);
    return new TreeMap<>(day.raises())
        .entrySet().stream()
            .filter(entry -> entry.getValue().state() == Raise.State.PENDING)
            .map(entry -> pending(standing, entry.getKey(), entry.getValue()));
  }

  private static PendingRaise pending(Standing standing, int number, Raise raise) {
    return new PendingRaise(
        new DayId(standing.budget(), standing.day(), number),
        written(raise.at()),
        raise.amount(),
        raise.by(),
        raise.reason(),
        standing);
  }

  private static Decided<Budgets, RaiseReply> opened(
      Budgets state, Instant now, RaiseRequest request, Budget budget) {
    BudgetDay day = state.dayOrNew(budget.name(), Granting.today(state, budget, now));
    Optional<Integer> same =
        day.raises().entrySet().stream()
            .filter(entry -> isSame(entry.getValue(), request))
            .map(Map.Entry::getKey)
            .findFirst();
    if (same.isPresent()) {
      return view(state, now, new DayId(day.budget(), day.day(), same.get()));
    }
    return pending(day) >= MOST_PENDING
        ? rejected("20 requests for " + day.budget() + " are undecided: decide those first")
        : append(state, now, request, day);
  }

  private static Decided<Budgets, RaiseReply> append(
      Budgets state, Instant now, RaiseRequest request, BudgetDay day) {
    DayId id = new DayId(day.budget(), day.day(), day.raises().size() + 1);
    return commit(
        state,
        now,
        id,
        new RaiseRequested(
            id, request.request(), request.amount(), request.requester().name(), request.reason()));
  }

  private static boolean isSame(Raise raise, RaiseRequest request) {
    boolean pending = raise.state() == Raise.State.PENDING;
    boolean sameAsker = raise.by().equals(request.requester().name());
    return sameAsker && (pending || raise.request().equals(request.request()));
  }

  private static long pending(BudgetDay day) {
    return day.raises().values().stream()
        .filter(raise -> raise.state() == Raise.State.PENDING)
        .count();
  }

  private static Decided<Budgets, RaiseReply> decided(
      Budgets state, Instant now, DayId id, RaiseVerdict verdict) {
    Raise raise = state.raise(id);
    Optional<Budget> budget = state.policy().budget(id.budget());
    if (budget.isEmpty() || !verdict.actor().hasOneOf(budget.get().raisedBy())) {
      return rejected(verdict.actor().name() + " has no role that may raise " + id.budget());
    } else if (raise.by().equals(verdict.actor().name())) {
      return rejected(raise.by() + " asked for this, so another must decide");
    } else if (raise.state() != Raise.State.PENDING) {
      return raise.state() == verdict.state()
          ? view(state, now, id)
          : rejected("request " + id + " is " + raise.state().text() + " already");
    }
    return now.isBefore(budget.get().endOf(id.day()))
        ? commit(state, now, id, event(id, verdict))
        : rejected("the day of request " + id + " is over: ask anew for today");
  }

  private static RaiseDecided event(DayId id, RaiseVerdict verdict) {
    return new RaiseDecided(
        id, verdict.state(), verdict.actor().name(), verdict.reason(), verdict.as());
  }

  private static Decided<Budgets, RaiseReply> commit(
      Budgets state, Instant now, DayId id, BudgetEvent event) {
    try {
      Step<Budgets> step = Step.from(state).then(event);
      return step.reply(view(step.state(), now, id).reply());
    } catch (ArithmeticException e) {
      return rejected("the cap would pass 1000000000 dollars: ask for less");
    }
  }

  private static Decided<Budgets, RaiseReply> view(Budgets state, Instant now, DayId id) {
    Raise raise = state.raise(id);
    Standing standing = Standing.of(state, state.day(id.budget(), id.day()), "", now);
    return Decided.nothing(
        new RaiseView(id, raise.amount(), raise.by(), raise.state().text(), standing));
  }

  private static Decided<Budgets, RaiseReply> rejected(String text) {
    return Decided.nothing(new RaiseRejected(text));
  }
}
