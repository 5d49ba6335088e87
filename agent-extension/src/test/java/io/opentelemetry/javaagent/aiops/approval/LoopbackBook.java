/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The approvals of a {@link LoopbackApprovals}: its state machine, in a few lines. */
public final class LoopbackBook {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FOUND_AGAIN = List.of("PENDING", "APPROVED", "DENIED");

  private final Map<String, ObjectNode> byId = new HashMap<>();
  private final Map<String, String> byRequest = new HashMap<>();
  private final List<String> order = new ArrayList<>();
  private final Map<String, String> usedBy = new HashMap<>();
  private long waitMillis = 10_000;
  private int used;
  private int watchers;

  synchronized void waitMillis(long millis) {
    waitMillis = millis;
  }

  synchronized ObjectNode request(JsonNode body) {
    String id = byRequest.computeIfAbsent(body.path("request_id").asText(), key -> find(body));
    return view(id);
  }

  private String find(JsonNode body) {
    if (!hash(body, body.path("arguments")).equals(body.path("action_hash").asText())) {
      throw new IllegalArgumentException("the hash is of something else: " + body);
    }
    for (ObjectNode known : byId.values()) {
      boolean same =
          known.path("action_hash").equals(body.path("action_hash"))
              && known.path("run_id").equals(body.path("run_id"))
              && FOUND_AGAIN.contains(known.path("state").asText());
      if (same) {
        return known.path("id").asText();
      }
    }
    return open(body);
  }

  private String open(JsonNode body) {
    String id = "apr_" + "a".repeat(22) + String.format("%04d", byId.size());
    ObjectNode view = body.deepCopy();
    view.remove("request_id");
    view.put("id", id).put("state", "PENDING").put("version", 1).put("rule", "refunds");
    view.put("wait_millis", waitMillis).put("on_denial", "A person declined this refund.");
    view.putNull("edited_arguments");
    view.putArray("decisions");
    byId.put(id, view);
    order.add(id);
    notifyAll();
    return id;
  }

  private static String hash(JsonNode body, JsonNode arguments) {
    try {
      return new Action(
              body.path("caller").path("service").asText(),
              body.path("caller").path("environment").asText(),
              body.path("agent").asText(),
              body.path("tool").asText(),
              body.path("definition").asText(),
              FrozenArguments.read(arguments.toString()))
          .hash();
    } catch (UnreadableArgumentsException e) {
      throw new IllegalArgumentException(e);
    }
  }

  synchronized ObjectNode watch(String id, long after, long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    watchers++;
    notifyAll();
    try {
      while (node(id).path("version").asLong() <= after && System.nanoTime() - end < 0) {
        wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      watchers--;
    }
    return view(id);
  }

  private ObjectNode node(String id) {
    return Objects.requireNonNull(byId.get(id), id);
  }

  /** How one stands. */
  public synchronized ObjectNode view(String id) {
    return node(id).deepCopy();
  }

  /** Uses one up; null where that went well, else the rule that is against it. */
  synchronized @Nullable String consume(String id, JsonNode body) {
    ObjectNode view = node(id);
    String user = body.path("request_id").asText() + body.path("process");
    if (user.equals(usedBy.get(id))) {
      return null;
    } else if (!view.path("state").asText().equals("APPROVED")) {
      return usedBy.containsKey(id) ? "already_consumed" : "not_approved";
    }
    JsonNode edited = view.path("edited_arguments");
    String hash = hash(view, edited.isNull() ? view.path("arguments") : edited);
    if (!hash.equals(body.path("action_hash").asText())) {
      return "hash_mismatch";
    }
    usedBy.put(id, user);
    used++;
    state(view, "CONSUMED");
    return null;
  }

  synchronized ObjectNode outcome(String id, JsonNode body) {
    boolean executed = body.path("status").asText().equals("executed");
    state(node(id), executed ? "EXECUTED" : "FAILED");
    return view(id);
  }

  private void state(ObjectNode view, String state) {
    view.put("state", state).put("version", view.path("version").asLong() + 1);
    notifyAll();
  }

  /** A person says yes. */
  public void approve(String id) {
    decide(id, "APPROVED", "bea", "");
  }

  /** A person says no. */
  public void deny(String id, String reason) {
    decide(id, "DENIED", "bea", reason);
  }

  /** A person says yes to other arguments. */
  public synchronized void approveWith(String id, String arguments) {
    try {
      node(id).set("edited_arguments", JSON.readTree(arguments));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
    approve(id);
  }

  /** Somebody changed what was asked, after it was. */
  public synchronized void tamper(String id, Consumer<ObjectNode> change) {
    change.accept((ObjectNode) node(id).path("arguments"));
  }

  private synchronized void decide(String id, String state, String by, String reason) {
    ObjectNode view = node(id);
    ((ArrayNode) view.path("decisions"))
        .addObject()
        .put("by", by)
        .put("approve", state.equals("APPROVED"))
        .put("reason", reason)
        .put("at", "2026-11-27T09:00:00Z");
    state(view, state);
  }

  /** Sets a state that time or another person brought about. */
  public synchronized void becomes(String id, String state) {
    state(node(id), state);
  }

  /** Waits for the approval of that number, counted from 0; its id. */
  public synchronized String await(int number) throws InterruptedException {
    long end = System.nanoTime() + 60_000_000_000L;
    while (order.size() <= number) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("nobody asked for approval " + number);
      }
      wait(100);
    }
    return order.get(number);
  }

  /** Waits for one to be in that state. */
  public synchronized void await(String id, String state) throws InterruptedException {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!node(id).path("state").asText().equals(state)) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError(id + " is " + node(id).path("state"));
      }
      wait(100);
    }
  }

  /** Waits until so many wait for a person. */
  public synchronized void awaitWatchers(int count) throws InterruptedException {
    long end = System.nanoTime() + 60_000_000_000L;
    while (watchers < count) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("only " + watchers + " wait");
      }
      wait(100);
    }
  }

  /** How many there are. */
  public synchronized int size() {
    return order.size();
  }

  /** How many were used. */
  public synchronized int used() {
    return used;
  }
}
