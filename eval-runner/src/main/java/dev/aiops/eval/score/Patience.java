/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.score;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.ClickHouseException;
import dev.aiops.clickhouse.read.ReadException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Repeats what a server that is away cannot answer, until it is back. What a server that is there
 * refuses is repeated a few times only, as it may have gone and come back in between.
 *
 * @param at the server
 * @param whole how long it is waited for
 */
public record Patience(ClickHouse at, Duration whole) {

  /** By default a server may be away for so long. */
  public static final Duration USUAL = Duration.ofMinutes(10);

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final long FEW = 3;

  /** What it answers in the end; throws what it last threw where it does not. */
  public <T> T until(Supplier<T> answer) {
    for (long i = 1; ; i++) {
      try {
        return answer.get();
      } catch (ClickHouseException | ReadException e) {
        if (i >= (at.answers() ? FEW : Math.max(1, whole.dividedBy(PAUSE)))) {
          throw e;
        }
        sleep();
      }
    }
  }

  private static void sleep() {
    try {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while ClickHouse was away", e);
    }
  }
}
