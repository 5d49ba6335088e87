/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import dev.aiops.clickhouse.Check;
import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.Users;
import dev.aiops.eval.batch.Batches;
import dev.aiops.eval.batch.Throttle;
import dev.aiops.eval.check.CustomChecks;
import dev.aiops.eval.dataset.Datasets;
import dev.aiops.eval.look.Comparisons;
import dev.aiops.eval.score.ScoreWriter;
import dev.aiops.eval.score.TokenInsert;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/**
 * The log that runs are read from and scores are written to.
 *
 * @param at where
 * @param writer of scores
 * @param custom evaluators of one's own
 */
record Log(ClickHouse at, ScoreWriter writer, CustomChecks custom) {

  private static final String URL = "AIOPS_CLICKHOUSE_URL";

  /** Fails where the variables name none, or one that cannot be used. */
  static Log of(Map<String, String> environment, Clock clock) {
    String url = environment.getOrDefault(URL, "");
    if (url.isEmpty()) {
      throw new UnusableException(
          URL + " is not set: set it to where the log is, or use ./aiops eval, which does");
    }
    ClickHouse at =
        new ClickHouse(
            URI.create(url),
            environment.getOrDefault("AIOPS_CLICKHOUSE_DATABASE", "aiops"),
            ours(environment, "USER", Users.EVAL),
            ours(environment, "PASSWORD", ""));
    if (at.check() instanceof Check.Failed failed) {
      throw new UnusableException(failed.reason());
    }
    return of(at, clock);
  }

  /** Under the agent, the variable without EVAL in its name is the agent's own. */
  private static String ours(Map<String, String> environment, String what, String otherwise) {
    String shared = environment.getOrDefault("AIOPS_CLICKHOUSE_" + what, otherwise);
    return environment.getOrDefault("AIOPS_EVAL_CLICKHOUSE_" + what, shared);
  }

  static Log of(ClickHouse at, Clock clock) {
    return new Log(at, new ScoreWriter(TokenInsert.into(at), clock), CustomChecks.onClassPath());
  }

  Datasets datasets() {
    return new Datasets(writer.insert(), writer.clock());
  }

  Comparisons comparisons() {
    return new Comparisons(writer.insert(), writer.clock());
  }

  Batches batches(Throttle throttle) {
    return new Batches(at, writer, custom, throttle);
  }
}
