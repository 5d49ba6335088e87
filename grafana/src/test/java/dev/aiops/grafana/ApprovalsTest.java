/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static java.util.Comparator.comparing;

import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.grafana.golden.Exact;
import dev.aiops.grafana.golden.Golden;
import dev.aiops.grafana.golden.Near;
import dev.aiops.grafana.golden.RunLink;
import dev.aiops.grafana.golden.Seen;
import dev.aiops.grafana.golden.Table;
import dev.aiops.grafana.seed.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What dashboard <i>Approvals</i> shows. */
class ApprovalsTest extends BoardTest {

  private static final Set<String> APPROVED =
      Set.of("APPROVED", "CONSUMED", "EXECUTED", "FAILED", "OUTCOME_UNKNOWN");
  private static final Set<String> LAPSED = Set.of("EXPIRED", "CANCELLED", "REVOKED");

  ApprovalsTest(TestDatabase database) {
    super(database);
  }

  @Override
  Map<String, Golden> goldens(Seen seen) {
    List<Asked> waiting = in(seen.asked(), Set.of("PENDING"));
    List<Asked> lately = seen.askedLately();
    List<Asked> decided =
        seen.asked().stream()
            .filter(a -> !a.deciders().isEmpty() && a.settled().filter(seen::isIn).isPresent())
            .toList();
    return Map.ofEntries(
        Map.entry("Waiting now", Golden.one(waiting.size())),
        Map.entry("Longest wait", Golden.one(longest(waiting))),
        Map.entry("Median time to decide", Golden.one(quantile(0.5, decided))),
        Map.entry("95 % are decided in", Golden.one(quantile(0.95, decided))),
        Map.entry("Denied", Golden.one(in(lately, Set.of("DENIED")).size())),
        Map.entry("Outcome unknown", unknown(lately)),
        Map.entry("Queue, oldest first", queue(waiting)),
        Map.entry("Time to decide", timeToDecide(seen, decided)),
        Map.entry(
            "What came of it",
            seen.series(lately, Asked::requested, Asked::state, states -> states.size())),
        Map.entry("By rule", byRule(lately)),
        Map.entry("By person", byPerson(seen)),
        Map.entry("What was asked for, newest first", newest(lately)));
  }

  private static List<Asked> in(List<Asked> asked, Set<String> states) {
    return asked.stream().filter(a -> states.contains(a.state())).toList();
  }

  private static Golden unknown(List<Asked> asked) {
    return Golden.one(in(asked, Set.of("OUTCOME_UNKNOWN")).size());
  }

  private Near longest(List<Asked> waiting) {
    return age(waiting.stream().map(Asked::requested).min(Instant::compareTo).orElseThrow());
  }

  private Near age(Instant at) {
    return Near.seconds(Duration.between(at, now).toSeconds());
  }

  private static double taken(Asked asked, Instant at) {
    return Duration.between(asked.requested(), at).toMillis() / 1000.0;
  }

  private static double settledIn(Asked asked) {
    return taken(asked, asked.settled().orElseThrow());
  }

  private static Object quantile(double level, List<Asked> decided) {
    return Exact.quantile(level, decided, ApprovalsTest::settledIn);
  }

  private static String requester(Asked asked) {
    return asked.requester().isEmpty() ? "unknown" : asked.requester();
  }

  private Golden queue(List<Asked> waiting) {
    return Table.of(
            waiting.stream().sorted(comparing(Asked::requested)).toList(),
            a ->
                List.of(
                    a.id(),
                    age(a.requested()),
                    a.tool(),
                    a.arguments(),
                    a.who().agent(),
                    a.who().service(),
                    a.who().environment(),
                    a.who().team(),
                    a.rule(),
                    requester(a),
                    a.deciders(),
                    a.run(),
                    RunLink.from(a.run(), a.requested())))
        .golden();
  }

  private static Golden timeToDecide(Seen seen, List<Asked> decided) {
    return Table.grouped(
            decided,
            a -> List.of(seen.interval(a.settled().orElseThrow())),
            group -> List.of(quantile(0.5, group), quantile(1, group)))
        .by(1)
        .golden();
  }

  private static Golden byRule(List<Asked> asked) {
    return Table.grouped(asked, a -> List.of(a.rule(), a.tool()), ApprovalsTest::ofRule)
        .by(-3, 1, 2)
        .golden();
  }

  private static List<Object> ofRule(List<Asked> asked) {
    int approved = in(asked, APPROVED).size();
    int denied = in(asked, Set.of("DENIED")).size();
    List<Asked> decided =
        asked.stream().filter(a -> !a.deciders().isEmpty() && a.settled().isPresent()).toList();
    return List.of(
        asked.size(),
        in(asked, Set.of("PENDING")).size(),
        approved,
        denied,
        in(asked, LAPSED).size(),
        in(asked, Set.of("OUTCOME_UNKNOWN")).size(),
        Exact.share(denied, approved + denied),
        quantile(0.5, decided));
  }

  private record Answered(Asked asked, Asked.Step step) {}

  private static Golden byPerson(Seen seen) {
    List<Answered> answers =
        seen.asked().stream()
            .flatMap(a -> a.answers().stream().map(step -> new Answered(a, step)))
            .filter(a -> seen.isIn(a.step().at()))
            .toList();
    return Table.grouped(answers, a -> List.of(a.step().actor()), ApprovalsTest::ofPerson)
        .by(-2, 1)
        .golden();
  }

  private static List<Object> ofPerson(List<Answered> answers) {
    long approved = Exact.count(answers, a -> a.step().approves());
    return List.of(
        answers.size(),
        approved,
        answers.size() - approved,
        Exact.quantile(0.5, answers, a -> taken(a.asked(), a.step().at())),
        answers.stream().map(a -> a.step().at()).max(Instant::compareTo).orElseThrow());
  }

  private static Golden newest(List<Asked> lately) {
    Stream<Asked> newest = lately.stream().sorted(comparing(Asked::requested).reversed());
    return Table.of(newest.toList(), ApprovalsTest::row).golden();
  }

  private static List<Object> row(Asked asked) {
    Optional<Object> took = asked.settled().map(at -> (long) taken(asked, at));
    return List.of(
        asked.requested(),
        asked.id(),
        asked.state(),
        asked.tool(),
        asked.arguments(),
        asked.who().agent(),
        asked.who().service(),
        asked.rule(),
        requester(asked),
        asked.deciders(),
        took,
        asked.run(),
        RunLink.from(asked.run(), asked.requested()));
  }
}
