/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.settings;

import dev.aiops.pricing.CostBounds;
import dev.aiops.pricing.PriceCatalogue;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where budgets are kept, and how this process asks for them.
 *
 * @param url of the control plane
 * @param token of this agent
 * @param counters folder in which a killed process leaves what it had spent
 * @param bounds the most that a call can cost
 * @param settlementsWait how long a call waits for others to end, where only they are in its way
 */
record ControlSettings(
    URI url, String token, Path counters, Duration settlementsWait, CostBounds bounds) {

  private static final String URL = "aiops.control.url";
  private static final String TOKEN = "aiops.control.token";
  private static final String TOKEN_FILE = "aiops.control.token.file";
  private static final long LONGEST_WAIT_MILLIS = 600_000;

  /** Null where no control plane is set: then nothing is capped. */
  static @Nullable ControlSettings read(SettingsReader reader, Path state, PriceCatalogue prices) {
    String url = reader.text(URL);
    String token = token(reader);
    Path counters = reader.parsed("aiops.control.dir", state.resolve("budgets"), Path::of);
    long wait = reader.number("aiops.cap.wait", 0, 0, LONGEST_WAIT_MILLIS);
    if (url == null) {
      if (token != null) {
        reader.problem(URL, "not set, but a token is: set it to where approval-api listens");
      }
      return null;
    }
    if (token == null) {
      reader.problem(TOKEN, "not set: give the agent's token, or its file in " + TOKEN_FILE);
    }
    URI parsed = reader.parsed(URL, URI.create("http://127.0.0.1:8321"), Settings::url);
    return new ControlSettings(
        parsed,
        token == null ? "" : token,
        counters,
        Duration.ofMillis(wait),
        bounds(reader, prices));
  }

  private static CostBounds bounds(SettingsReader reader, PriceCatalogue prices) {
    String name = "aiops.limits.file";
    CostBounds bounds = CostBounds.by(prices);
    String file = reader.text(name);
    if (file == null) {
      return bounds;
    }
    try {
      return bounds.withLimits(Path.of(file));
    } catch (IOException e) {
      reader.problem(name, "cannot read " + file + ": " + e);
    } catch (RuntimeException e) {
      reader.problem(name, String.valueOf(e.getMessage()));
    }
    return bounds;
  }

  private static @Nullable String token(SettingsReader reader) {
    String token = reader.text(TOKEN);
    String file = reader.text(TOKEN_FILE);
    if (token != null || file == null) {
      return token;
    }
    try {
      return Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
    } catch (IOException | RuntimeException e) {
      reader.problem(TOKEN_FILE, "cannot read " + file + ": " + e);
      return "";
    }
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "control plane at " + url;
  }
}
