/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/** What an eval-runner sends, and the order of a person. */
final class EvalRunner {

  private final TestService service;
  private final String process;

  EvalRunner(TestService service, String process) {
    this.service = service;
    this.process = process;
  }

  /** For the day before noon; each call asks for another batch. */
  static String order(String... definitions) {
    return """
        {"request_id": "%s", "definitions": [%s], "from": "2026-11-25T11:00:00Z", "until": "2026-11-26T11:00:00Z",
         "budget_nanos": null, "per_minute": null}
        """
        .formatted(UUID.randomUUID(), quoted(definitions));
  }

  static String work(String process, String... judges) {
    String definitions =
        Arrays.stream(judges)
            .map(name -> "{\"name\": \"" + name + "\", \"judged\": " + name.contains("judge") + "}")
            .collect(Collectors.joining(", "));
    return "{\"runner\": \"%s\", \"definitions\": [%s]}".formatted(process, definitions);
  }

  /** Judged where there is a cost. */
  static String plan(String process, long runs, String nanos) {
    String cost = nanos.isEmpty() ? "\"0\"" : "\"" + nanos + "\"";
    return "{\"runner\": \"%s\", \"runs\": %d, \"judged\": %s, \"cost_nanos\": %s}"
        .formatted(process, runs, !nanos.isEmpty(), cost);
  }

  static String progress(String process, long runs) {
    return "{\"runner\": \"%s\", \"progress\": %s}".formatted(process, counts(runs));
  }

  static String end(String process, String outcome, String reason, long runs) {
    return "{\"runner\": \"%s\", \"outcome\": \"%s\", \"reason\": \"%s\", \"progress\": %s}"
        .formatted(process, outcome, reason, counts(runs));
  }

  /** A tenth of what is done is unknown, and a judgement costs a thousandth of a dollar. */
  private static String counts(long runs) {
    return """
        {"runs": %d, "scored": %d, "unknown": %d, "errors": 0, "cost_nanos": "%d", "unpriced": 0}
        """
        .formatted(runs, runs - runs / 10, runs / 10, runs * 1_000_000);
  }

  private static String quoted(String... names) {
    return Arrays.stream(names).map(n -> '"' + n + '"').collect(Collectors.joining(", "));
  }

  /** The id of the batch that it is to do; empty where there is none. */
  String take() throws Exception {
    String body = work(process, "answers", "judge-tone");
    JsonNode batch =
        service.post(service.runner, "/v1/eval-runner/work", body).body().path("batch");
    return batch.path("id").asText();
  }

  TestService.Reply plans(String batch, long runs, String nanos) throws Exception {
    return send(batch, "plan", plan(process, runs, nanos));
  }

  TestService.Reply tells(String batch, long runs) throws Exception {
    return send(batch, "progress", progress(process, runs));
  }

  TestService.Reply ends(String batch, String outcome, String reason, long runs) throws Exception {
    return send(batch, "end", end(process, outcome, reason, runs));
  }

  private TestService.Reply send(String batch, String what, String body) throws Exception {
    return service.post(service.runner, "/v1/eval-runner/batches/" + batch + "/" + what, body);
  }
}
