/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.read.RunSummary;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Runs to lay out. */
final class Summaries {

  private Summaries() {}

  static RunSummary run(
      String id, String status, long spans, long tools, long retries, long fallbacks) {
    return new RunSummary(
        id,
        status,
        Instant.EPOCH,
        Duration.ofSeconds(1),
        "shop",
        "Desk",
        List.of("gpt-5"),
        spans,
        1,
        tools,
        retries,
        fallbacks,
        10L,
        1L,
        BigDecimal.ONE,
        0,
        0,
        status.equals("error") ? "a.b.ServerException Overloaded." : "",
        status.equals("error") ? "span-1" : "",
        "",
        "");
  }
}
