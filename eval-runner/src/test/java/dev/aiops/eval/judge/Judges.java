/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import dev.aiops.eval.check.Evaluated;
import dev.aiops.eval.check.Target.OfRun;
import dev.aiops.eval.trace.RecordedRun;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Judges by the model of a server on this machine. */
final class Judges {

  static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private Judges() {}

  static JudgeSettings settings(Criterion criterion, String url, int votes) {
    return new JudgeSettings(
        criterion,
        Provider.OPENAI,
        "judge-1",
        URI.create(url),
        "OPENAI_API_KEY",
        true,
        0.0,
        Duration.ofSeconds(5),
        votes,
        "");
  }

  static Judge of(JudgeSettings settings) {
    return new Judge(settings, Map.of(), InstantSource.fixed(NOW));
  }

  static Evaluated by(ModelServer server, Criterion criterion, int votes, RecordedRun run) {
    return of(settings(criterion, server.url(), votes)).evaluate(new OfRun(run));
  }
}
