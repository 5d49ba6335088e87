/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.Map;

/**
 * One thing to do.
 *
 * @param flavour which API to call it by, say {@code openai.chat.sync}
 * @param tag names it in logs and in the provider's ledger
 * @param model model to ask
 * @param message what the user says
 * @param sim directives to the simulated provider, sent as a header
 * @param timeoutMs how long a call may take
 * @param retries how often the library may retry
 * @param url another service to call from a tool, or empty
 */
public record Command(
    String flavour,
    String tag,
    String model,
    String message,
    String sim,
    int timeoutMs,
    int retries,
    String url) {

  private static final JsonMapper JSON = new JsonMapper();

  public static Command of(String flavour, String tag) {
    return new Command(flavour, tag, "gpt-4o-mini", "hello " + tag, "", 20_000, 2, "");
  }

  public Command model(String model) {
    return new Command(flavour, tag, model, message, sim, timeoutMs, retries, url);
  }

  public Command message(String message) {
    return new Command(flavour, tag, model, message, sim, timeoutMs, retries, url);
  }

  public Command sim(String sim) {
    return new Command(flavour, tag, model, message, sim, timeoutMs, retries, url);
  }

  public Command timeoutMs(int timeoutMs) {
    return new Command(flavour, tag, model, message, sim, timeoutMs, retries, url);
  }

  public Command retries(int retries) {
    return new Command(flavour, tag, model, message, sim, timeoutMs, retries, url);
  }

  public Command url(String url) {
    return new Command(flavour, tag, model, message, sim, timeoutMs, retries, url);
  }

  Duration timeout() {
    return Duration.ofMillis(timeoutMs);
  }

  Map<String, String> headers() {
    return Map.of("x-sim", "tag=" + tag + " " + sim);
  }

  public static Command parse(String json) {
    try {
      return JSON.readValue(json, Command.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  public String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
