/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * From a person's decision to the tool running: a real agent, a real approval-api and its log in a
 * real ClickHouse. The clock starts when the decision is about to be posted and stops when the
 * tool's body starts; in between the decision is appended, the waiting agent hears of it, and the
 * approval is used up, which is appended, too.
 */
final class DecisionDelay implements Measurement {
  private static final double LIMIT_MILLIS = 500;
  private static final List<Case> CASES =
      List.of(new Case(1, 1), new Case(16, 1), new Case(16, 16));
  private static final long PERSON_MILLIS = 50;
  private static final long POLL_MILLIS = 5;
  private static final long APPEARS_SECONDS = 30;

  private static final String POLICY =
      """
      budgets: []
      approvals: [{name: payments, tools: [pay], approvers: [%s], wait: 60s}]
      """
          .formatted(ControlPlane.ROLE);

  @Override
  public Finding measure(Lab lab, Plan plan) throws Exception {
    Map<Case, double[]> found = new LinkedHashMap<>();
    for (Case one : CASES) {
      found.put(one, delays(lab, plan, one));
    }
    return report(found);
  }

  /** Milliseconds of each decision. */
  static double[] delays(Lab lab, Plan plan, Case one) throws Exception {
    ExecutorService people = Executors.newFixedThreadPool(one.atOnce());
    try (ControlPlane control = lab.controlPlane(POLICY);
        Child app = lab.heldTool(control)) {
      app.answer();
      Decider decider = new Decider(control.operator(), app, people, one);
      decider.rounds(Math.max(1, plan.decisions() / one.atOnce() / 10));
      return decider.rounds(plan.decisions() / one.atOnce());
    } finally {
      people.shutdownNow();
    }
  }

  /**
   * How many wait, and how many are decided.
   *
   * @param waiting calls that wait, each in a thread of the app
   * @param atOnce of them, those that are decided at the same time; the longest waiting first
   */
  record Case(int waiting, int atOnce) {
    @Override
    public String toString() {
      return waiting + " waiting, " + (atOnce == 1 ? "one" : atOnce + " at once") + " decided";
    }
  }

  private static final class Decider {
    private final ApiClient operator;
    private final Child app;
    private final ExecutorService people;
    private final Case one;
    private final Set<String> open = new HashSet<>();

    Decider(ApiClient operator, Child app, ExecutorService people, Case one) {
      this.operator = operator;
      this.app = app;
      this.people = people;
      this.one = one;
    }

    double[] rounds(int rounds) throws Exception {
      double[] millis = new double[rounds * one.atOnce()];
      for (int round = 0; round < rounds; round++) {
        System.arraycopy(round(), 0, millis, round * one.atOnce(), one.atOnce());
      }
      return millis;
    }

    private double[] round() throws Exception {
      while (open.size() < one.waiting()) {
        call(UUID.randomUUID().toString());
      }
      List<JsonNode> pending = pending();
      // by then each is waiting, as while a person reads
      Thread.sleep(PERSON_MILLIS);
      return until(decide(pending.subList(0, one.atOnce())));
    }

    private void call(String name) {
      open.add(name);
      app.tell(name);
    }

    /** Until each of them has run. */
    private double[] until(Map<String, Long> decided) throws IOException {
      double[] millis = new double[decided.size()];
      for (int i = 0; i < millis.length; i++) {
        String[] ran = app.answer().split(" ", 2);
        long at = Objects.requireNonNull(decided.get(ran[0]), "only what was decided runs");
        millis[i] = (Long.parseLong(ran[1]) - at) / 1e6;
        open.remove(ran[0]);
      }
      return millis;
    }

    /** All calls, oldest first, once each waits. */
    private List<JsonNode> pending() throws IOException, InterruptedException {
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(APPEARS_SECONDS);
      while (System.nanoTime() < until) {
        List<JsonNode> pending = new ArrayList<>();
        operator.get("/v1/approvals?state=PENDING").path("approvals").forEach(pending::add);
        pending.removeIf(waits -> !open.contains(name(waits)));
        if (pending.size() == one.waiting()) {
          return pending;
        }
        Thread.sleep(POLL_MILLIS);
      }
      throw new IOException("a call does not wait: see the app's log");
    }

    private static String name(JsonNode waits) {
      return waits.path("arguments").elements().next().asText();
    }

    /** When each decision was about to be posted, by the name of its call. */
    private Map<String, Long> decide(List<JsonNode> pending) throws Exception {
      List<Future<Long>> posted = new ArrayList<>();
      pending.forEach(waits -> posted.add(people.submit(() -> decide(waits))));
      Map<String, Long> at = new HashMap<>();
      for (int i = 0; i < pending.size(); i++) {
        at.put(name(pending.get(i)), posted.get(i).get());
      }
      return at;
    }

    private long decide(JsonNode waits) throws IOException, InterruptedException {
      ObjectNode yes =
          JsonNodeFactory.instance
              .objectNode()
              .put("request_id", UUID.randomUUID().toString())
              .put("approve", true)
              .put("reason", "")
              .put("expected_version", waits.path("version").asLong())
              .putNull("arguments");
      long before = Epoch.nanos();
      operator.post("/v1/approvals/" + waits.path("id").asText() + "/decide", yes);
      return before;
    }
  }

  private static Finding report(Map<Case, double[]> found) {
    Table table =
        new Table(
            "(f) From a decision to the tool running, milliseconds",
            "calls",
            "decisions",
            "p50",
            "p99",
            "worst");
    found.forEach((one, millis) -> row(table, one, millis));
    return new Finding(
        table, found.entrySet().stream().map(e -> limit(e.getKey(), e.getValue())).toList());
  }

  private static void row(Table table, Case one, double[] millis) {
    table.row(
        one,
        millis.length,
        format(Percentile.of(millis, 50)),
        format(Percentile.of(millis, 99)),
        format(Percentile.of(millis, 100)));
  }

  private static Limit limit(Case one, double[] millis) {
    double measured = Percentile.of(millis, 99);
    return new Limit(
        String.format(
            Locale.ROOT,
            "(f) from a decision to the tool running, %s, p99 of %d under %.0f ms",
            one,
            millis.length,
            LIMIT_MILLIS),
        format(measured) + " ms",
        measured < LIMIT_MILLIS);
  }

  private static String format(double millis) {
    return String.format(Locale.ROOT, "%.1f", millis);
  }
}
