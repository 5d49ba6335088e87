/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.eval.definition.Definition;
import dev.aiops.eval.definition.Definitions;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Approval-api, as an eval-runner speaks to it; its openapi.yaml says how. */
public final class ControlPlane {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int CONFLICT = 409;
  private static final int LONGEST_REASON = 2_000;
  private static final int NANO = 9;
  private static final String WORK = "work";
  private static final JsonMapper JSON = new JsonMapper();

  private final URI root;
  private final String token;
  private final String runner;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /**
   * Speaks to nobody yet.
   *
   * @param root of the service, as {@code http://127.0.0.1:8321}
   * @param token made by the command {@code token runner}
   * @param runner names this process, and no other one ever
   */
  public ControlPlane(URI root, String token, String runner) {
    this.root = URI.create(root.toString().replaceFirst("/*$", "/"));
    this.token = token;
    this.runner = runner;
  }

  /** Takes a batch to do, and says by what this process can evaluate; empty where there is none. */
  Optional<RequestedBatch> work(Definitions definitions) {
    ObjectNode body = body();
    definitions.all().stream()
        .filter(definition -> !definition.needsCase())
        .forEach(definition -> body.withArray("definitions").add(announced(definition)));
    body.withArray("definitions");
    JsonNode batch = send(WORK, body).path("batch");
    return batch.isObject() ? Optional.of(RequestedBatch.of(batch)) : Optional.empty();
  }

  private static ObjectNode announced(Definition definition) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", definition.name())
        .put("judged", definition.judge() != null);
  }

  /** Tells what was counted. */
  RequestedBatch plan(String batch, long runs, @Nullable BigDecimal usd, boolean judged) {
    ObjectNode body = body().put("runs", runs).put("judged", judged);
    body.put("cost_nanos", usd == null ? null : nanos(usd));
    return RequestedBatch.of(send(of(batch, "plan"), body));
  }

  /** Tells how far it is; keeps the batch this process's. */
  RequestedBatch progress(String batch, long runs, BatchTally tally) {
    return RequestedBatch.of(send(of(batch, "progress"), with(body(), runs, tally)));
  }

  /** Tells that it is over. */
  void end(String batch, String outcome, String reason, long runs, BatchTally tally) {
    String text = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    send(of(batch, "end"), with(body().put("outcome", outcome).put("reason", text), runs, tally));
  }

  private static String of(String batch, String what) {
    return "batches/" + batch + "/" + what;
  }

  private ObjectNode body() {
    return JsonNodeFactory.instance.objectNode().put("runner", runner);
  }

  private static ObjectNode with(ObjectNode body, long runs, BatchTally tally) {
    body.putObject("progress")
        .put("runs", runs)
        .put("scored", tally.scored())
        .put("unknown", tally.unknown())
        .put("errors", tally.errors())
        .put("cost_nanos", nanos(tally.usd()))
        .put("unpriced", tally.unpriced());
    return body;
  }

  private static String nanos(BigDecimal usd) {
    return usd.movePointRight(NANO).setScale(0, RoundingMode.UP).toBigInteger().toString();
  }

  private JsonNode send(String operation, ObjectNode body) {
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve("v1/eval-runner/" + operation))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    try {
      return answer(client.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new AwayException("the control plane at " + root + " does not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AwayException("interrupted while the control plane was asked", e);
    }
  }

  private JsonNode answer(HttpResponse<String> response) throws JsonProcessingException {
    JsonNode said = JSON.readTree(response.body());
    JsonNode error = said.path("error");
    if (response.statusCode() == OK) {
      return said;
    } else if (response.statusCode() == CONFLICT) {
      throw new LostException(error.path("message").asText());
    }
    throw new AwayException(
        "the control plane at %s answered %d: %s: %s"
            .formatted(
                root,
                response.statusCode(),
                error.path("message").asText(),
                error.path("remedy").asText()),
        null);
  }

  /** It cannot be asked now; what was to be said is said again later. */
  static final class AwayException extends RuntimeException {

    AwayException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** The batch is not this process's any more. */
  static final class LostException extends RuntimeException {

    LostException(String message) {
      super(message);
    }
  }
}
