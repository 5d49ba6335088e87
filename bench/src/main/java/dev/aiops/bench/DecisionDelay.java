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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
  private static final int MANY = 16;
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
    return report(delays(lab, plan, 1), delays(lab, plan, MANY));
  }

  /** Milliseconds, with so many calls waiting and decided at once. */
  static double[] delays(Lab lab, Plan plan, int waiting) throws Exception {
    ExecutorService people = Executors.newFixedThreadPool(waiting);
    try (ControlPlane control = lab.controlPlane(POLICY);
        Child app = lab.heldTool(control)) {
      app.answer();
      Decider decider = new Decider(control.operator(), app, people, waiting);
      decider.rounds(Math.max(1, plan.decisions() / waiting / 10));
      return decider.rounds(plan.decisions() / waiting);
    } finally {
      people.shutdownNow();
    }
  }

  private record Decider(ApiClient operator, Child app, ExecutorService people, int waiting) {

    double[] rounds(int rounds) throws Exception {
      double[] millis = new double[rounds * waiting];
      for (int round = 0; round < rounds; round++) {
        double[] one = round();
        System.arraycopy(one, 0, millis, round * waiting, waiting);
      }
      return millis;
    }

    private double[] round() throws Exception {
      for (int i = 0; i < waiting; i++) {
        app.tell(UUID.randomUUID().toString());
      }
      List<JsonNode> pending = pending();
      // by then each is waiting, as while a person reads
      Thread.sleep(PERSON_MILLIS);
      Map<String, Long> decided = decide(pending);
      double[] millis = new double[waiting];
      for (int i = 0; i < waiting; i++) {
        String[] ran = app.answer().split(" ", 2);
        long at = Objects.requireNonNull(decided.get(ran[0]), "only what was decided runs");
        millis[i] = (Long.parseLong(ran[1]) - at) / 1e6;
      }
      return millis;
    }

    private List<JsonNode> pending() throws IOException, InterruptedException {
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(APPEARS_SECONDS);
      while (System.nanoTime() < until) {
        List<JsonNode> pending = new ArrayList<>();
        operator.get("/v1/approvals?state=PENDING").path("approvals").forEach(pending::add);
        if (pending.size() == waiting) {
          return pending;
        }
        Thread.sleep(POLL_MILLIS);
      }
      throw new IOException("no call waits: see the app's log");
    }

    /** When each decision was about to be posted, by the name of its call. */
    private Map<String, Long> decide(List<JsonNode> pending) throws Exception {
      List<Future<Long>> posted = new ArrayList<>();
      pending.forEach(one -> posted.add(people.submit(() -> decide(one))));
      Map<String, Long> at = new HashMap<>();
      for (int i = 0; i < pending.size(); i++) {
        at.put(pending.get(i).path("arguments").elements().next().asText(), posted.get(i).get());
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

  private static Finding report(double[] one, double[] many) {
    Table table =
        new Table(
            "(f) From a decision to the tool running, milliseconds",
            "waiting, and decided at once",
            "decisions",
            "p50",
            "p99",
            "worst");
    row(table, 1, one);
    row(table, MANY, many);
    return new Finding(table, List.of(limit(1, one), limit(MANY, many)));
  }

  private static void row(Table table, int waiting, double[] millis) {
    table.row(
        waiting,
        millis.length,
        format(Percentile.of(millis, 50)),
        format(Percentile.of(millis, 99)),
        format(Percentile.of(millis, 100)));
  }

  private static Limit limit(int waiting, double[] millis) {
    double measured = Percentile.of(millis, 99);
    return new Limit(
        String.format(
            Locale.ROOT,
            "(f) from a decision to the tool running, %d waiting, p99 of %d under %.0f ms",
            waiting,
            millis.length,
            LIMIT_MILLIS),
        format(measured) + " ms",
        measured < LIMIT_MILLIS);
  }

  private static String format(double millis) {
    return String.format(Locale.ROOT, "%.1f", millis);
  }
}
