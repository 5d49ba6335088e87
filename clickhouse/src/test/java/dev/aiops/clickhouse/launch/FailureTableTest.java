/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.read.RunSummary;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailureTableTest {

  private static final RunSummary FAILED = Summaries.run("01234567", "error", 2, 0, 0, 0);
  private static final RunSummary LOST = Summaries.run("89abcdef", "lost", 2, 0, 0, 0);

  @Test
  void text_failedAndLost_sayWhereAndWhy() {
    Spans where = Spans.of("span-1", "", "chat gpt-5", 0, 1).failed("a.b.ServerException");
    FailureTable table =
        new FailureTable(
            List.of(FAILED, LOST),
            Map.of(FAILED.id(), where.span()),
            ShortIds.of(List.of(FAILED.id(), LOST.id())));
    assertThat(table.text())
        .isEqualToNormalizingNewlines(
            """
            RUN       FAILED IN   OUTCOME  WHY
            01234567  chat gpt-5  error    ServerException: Overloaded.
            89abcdef  ?           lost     its process has not been heard of for a minute
            """);
  }
}
