/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlphaSpendingTest {

  @Test
  void level_overAnyNumberOfLooks_spendsLessThanAll() {
    double spent =
        IntStream.rangeClosed(1, 100_000).mapToDouble(k -> AlphaSpending.level(0.05, k)).sum();

    assertThat(spent).isLessThan(0.05).isCloseTo(0.05 * 100_000 / 100_001, within(1e-12));
  }

  @Test
  void level_ofLaterLooks_asksForTheScoresThatTheDocumentationSays() {
    assertThat(price(1)).isBetween(1.15, 1.25);
    assertThat(price(30)).isBetween(2.9, 3.1);
    assertThat(price(365)).isBetween(4.4, 4.6);
  }

  @Test
  void level_beforeTheFirstLook_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> AlphaSpending.level(0.05, 0));
  }

  private static double price(int look) {
    double n = new SampleSize(AlphaSpending.level(0.05, look), 0.8).scaled(1_000_000, 1, 1);
    return n / new SampleSize(0.05, 0.8).scaled(1_000_000, 1, 1);
  }
}
