/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pages with as many actions waiting as no team should have, as a person's browser gets them
 * over HTTP. Approval-api keeps its log in a real ClickHouse.
 */
final class QueuePages implements Measurement {
  private static final double LIMIT_MILLIS = 500;
  private static final int AGENTS = 16;
  private static final Pattern DETAIL = Pattern.compile("/approvals/apr_[a-z2-7]{26}");

  private static final String POLICY =
      """
      budgets: []
      approvals: [{name: refunds, tools: ["refund*"], approvers: [%s]}]
      """
          .formatted(ControlPlane.ROLE);

  @Override
  public Finding measure(Lab lab, Plan plan) throws Exception {
    try (ControlPlane control = lab.controlPlane(POLICY)) {
      fill(control.agent(), plan.pending());
      return report(millis(control.signedIn(), plan), plan.pending());
    }
  }

  private static void fill(ApiClient agent, int pending) throws Exception {
    ExecutorService agents = Executors.newFixedThreadPool(AGENTS);
    try {
      List<Future<JsonNode>> asked = new ArrayList<>();
      for (int i = 0; i < pending; i++) {
        ObjectNode request = request(i);
        asked.add(agents.submit(() -> agent.post("/v1/approvals", request)));
      }
      for (Future<JsonNode> one : asked) {
        one.get();
      }
    } finally {
      agents.shutdownNow();
    }
  }

  private static ObjectNode request(int number) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("request_id", UUID.randomUUID().toString());
    body.putObject("caller").put("service", "shop").put("environment", "").put("team", "");
    body.put("agent", "helper").put("run_id", "run-" + number).put("span_id", "");
    body.put("requester", "dora").put("tool", "refund_order").put("definition", "");
    body.putObject("arguments")
        .put("amount", 500)
        .put("note", "a customer wrote again. ".repeat(20))
        .put("order", "order-" + number);
    return body.put("action_hash", hash(body.get("arguments"))).putNull("run_input");
  }

  /** Of JSON whose names are in their order and whose texts need no escapes. */
  private static String hash(JsonNode arguments) {
    ObjectNode action = JsonNodeFactory.instance.objectNode();
    action.put("agent", "helper").set("arguments", arguments);
    action.put("definition", "").put("environment", "").put("service", "shop");
    action.put("tool", "refund_order").put("v", 1);
    try {
      byte[] text = action.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static Map<String, double[]> millis(Browser browser, Plan plan)
      throws IOException, InterruptedException {
    String first = browser.get("/");
    if (!first.contains("1 to 50 of " + plan.pending())) {
      throw new IOException("the queue does not show what waits:\n" + first);
    }
    Matcher detail = DETAIL.matcher(first);
    if (!detail.find()) {
      throw new IOException("the queue links to no action:\n" + first);
    }
    Map<String, double[]> millis = new LinkedHashMap<>();
    millis.put("the queue", millis(browser, "/", plan.pageViews()));
    millis.put("its last page", millis(browser, "/?page=" + plan.pending() / 50, plan.pageViews()));
    millis.put("a search in it", millis(browser, "/?text=order-99", plan.pageViews()));
    millis.put("one action", millis(browser, detail.group(), plan.pageViews()));
    return millis;
  }

  private static double[] millis(Browser browser, String path, int times)
      throws IOException, InterruptedException {
    double[] millis = new double[times];
    for (int i = 0; i < times; i++) {
      long began = System.nanoTime();
      browser.get(path);
      millis[i] = (System.nanoTime() - began) / 1e6;
    }
    return millis;
  }

  private static Finding report(Map<String, double[]> millis, int pending) {
    Table table =
        new Table(
            "(g) Pages with " + pending + " actions waiting, milliseconds",
            "page",
            "asked",
            "p50",
            "p95",
            "worst");
    millis.forEach((page, each) -> row(table, page, each));
    List<Limit> limits =
        millis.entrySet().stream().map(e -> limit(e.getKey(), e.getValue())).toList();
    return new Finding(table, limits);
  }

  private static void row(Table table, String page, double[] millis) {
    table.row(
        page,
        millis.length,
        format(Percentile.of(millis, 50)),
        format(Percentile.of(millis, 95)),
        format(Percentile.of(millis, 100)));
  }

  private static Limit limit(String page, double[] millis) {
    double measured = Percentile.of(millis, 95);
    return new Limit(
        String.format(Locale.ROOT, "(g) %s, p95 under %.0f ms", page, LIMIT_MILLIS),
        format(measured) + " ms",
        measured < LIMIT_MILLIS);
  }

  private static String format(double millis) {
    return String.format(Locale.ROOT, "%.1f", millis);
  }
}
