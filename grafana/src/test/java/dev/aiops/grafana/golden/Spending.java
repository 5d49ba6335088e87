/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.golden;

import static java.util.Comparator.comparing;

import dev.aiops.grafana.seed.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Money that calls cost. */
public final class Spending {

  private static final int HOURS_OF_A_WEEK = 168;

  private Spending() {}

  /** What calls cost, as far as it is known. */
  public static BigDecimal of(List<Span> calls) {
    return Exact.money(calls.stream().map(Span::usd)).orElse(BigDecimal.ZERO);
  }

  /** What runs cost, as far as it is known. */
  public static BigDecimal ofRuns(List<Run> runs) {
    return Exact.money(runs.stream().map(Run::usd)).orElse(BigDecimal.ZERO);
  }

  /** How many runs made these calls. */
  public static long runs(List<Span> calls) {
    return calls.stream().map(Span::run).filter(run -> !run.isEmpty()).distinct().count();
  }

  /** What a run cost on average. */
  public static Optional<Object> perRun(List<Span> calls) {
    Optional<BigDecimal> usd = Exact.money(calls.stream().map(Span::usd));
    return usd.flatMap(all -> Exact.of(all.doubleValue(), runs(calls)));
  }

  private static boolean isOfTheLastHour(Span call, Instant now) {
    return call.start().isAfter(now.minusSeconds(3_600)) && !call.start().isAfter(now);
  }

  private static boolean isOfTheWeekBefore(Span call, Instant now) {
    LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
    LocalDate day = call.start().atOffset(ZoneOffset.UTC).toLocalDate();
    return day.isBefore(today) && !day.isBefore(today.minusDays(7));
  }

  /** What the last hour cost. */
  public static BigDecimal ofTheLastHour(Seen seen, Predicate<Span> which) {
    return of(seen.spans(which.and(c -> isOfTheLastHour(c, seen.now()))));
  }

  /** What an hour of the week before cost; none where nothing was spent. */
  public static Optional<Double> ofAnHourOfTheWeek(Seen seen, Predicate<Span> which) {
    List<Span> calls = seen.ever(which.and(c -> isOfTheWeekBefore(c, seen.now())));
    return Exact.money(calls.stream().map(Span::usd)).map(u -> u.doubleValue() / HOURS_OF_A_WEEK);
  }

  private record Usual(String agent, BigDecimal hour, Optional<Double> usual) {

    static Usual of(Seen seen, String agent) {
      Predicate<Span> theirs = c -> c.who().agent().equals(agent);
      return new Usual(agent, ofTheLastHour(seen, theirs), ofAnHourOfTheWeek(seen, theirs));
    }

    Optional<Double> times() {
      return usual.map(u -> hour.doubleValue() / u);
    }

    /** An agent that spent nothing before comes first. */
    double rank() {
      return times().orElse(Double.MAX_VALUE);
    }
  }

  /** Each agent's last hour against its hours of the week before. */
  public static Golden againstTheWeek(Seen seen) {
    List<Usual> agents =
        seen.calls().stream()
            .map(c -> c.who().agent())
            .distinct()
            .map(agent -> Usual.of(seen, agent))
            .filter(u -> u.hour().signum() > 0)
            .sorted(
                comparing(Usual::rank)
                    .thenComparing(Usual::hour)
                    .reversed()
                    .thenComparing(Usual::agent))
            .toList();
    return Table.of(agents, u -> List.of(u.agent(), u.hour(), u.usual(), u.times())).golden();
  }

  /**
   * Money that an agent lost.
   *
   * @param calls its calls
   * @param badRuns runs that failed or were lost
   * @param replaced calls that others stood in for
   */
  public record Loss(List<Span> calls, List<String> badRuns, List<String> replaced) {

    private BigDecimal of(Predicate<Span> which) {
      return Spending.of(calls.stream().filter(which).toList());
    }

    private boolean isInBadRun(Span call) {
      return badRuns.contains(call.run());
    }

    private static boolean isFailed(Span call) {
      return !List.of("ok", "refused").contains(call.outcome());
    }

    private BigDecimal retries() {
      return calls.stream()
          .flatMap(
              c -> c.usd().map(u -> u.multiply(BigDecimal.valueOf(c.extraAttempts()))).stream())
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** In the order of the panel's columns. */
    public List<Object> cells() {
      return List.of(
          of(c -> isFailed(c) || isInBadRun(c)),
          of(this::isInBadRun),
          of(Loss::isFailed),
          of(c -> isFailed(c) && replaced.contains(c.id())),
          retries(),
          Exact.count(calls, Loss::isFailed),
          calls.stream().mapToLong(Span::extraAttempts).sum());
    }
  }
}
