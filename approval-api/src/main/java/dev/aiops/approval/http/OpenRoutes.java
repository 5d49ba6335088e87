/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** What needs no token: health, metrics, the contract. */
final class OpenRoutes {

  private static final int UNAVAILABLE = 503;

  private final Hooks hooks;
  private final Exchange exchange;
  private final byte[] contract = contract();

  OpenRoutes(Hooks hooks, Exchange exchange) {
    this.hooks = hooks;
    this.exchange = exchange;
  }

  void register(RoutesConfig routes) {
    routes
        .get("/healthz", context -> context.result("ok\n"))
        .get("/readyz", this::ready)
        .get("/metrics", this::metrics)
        .get("/openapi.yaml", context -> context.contentType("application/yaml").result(contract));
  }

  private void ready(Context context) {
    List<String> problems = hooks.problems().get();
    context.status(problems.isEmpty() ? 200 : UNAVAILABLE);
    exchange.write(context, new Answers.Ready(problems.isEmpty(), problems));
  }

  private void metrics(Context context) {
    context.contentType("text/plain; version=0.0.4; charset=utf-8").result(hooks.metrics().get());
  }

  private static byte[] contract() {
    try (InputStream in = OpenRoutes.class.getResourceAsStream("/contract/openapi.yaml")) {
      return Objects.requireNonNull(in, "the build lacks contract/openapi.yaml").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
