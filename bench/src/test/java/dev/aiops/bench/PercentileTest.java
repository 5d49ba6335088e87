/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PercentileTest {
  private static final double[] ONE_TO_HUNDRED =
      IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray();

  @Test
  void of_isAValueThatWasMeasured() {
    assertThat(Percentile.of(ONE_TO_HUNDRED, 50)).isEqualTo(50);
    assertThat(Percentile.of(ONE_TO_HUNDRED, 99)).isEqualTo(99);
    assertThat(Percentile.of(ONE_TO_HUNDRED, 100)).isEqualTo(100);
    assertThat(Percentile.of(ONE_TO_HUNDRED, 0)).isEqualTo(1);
  }

  @Test
  void of_fewValues_takesTheHigher() {
    assertThat(Percentile.of(new double[] {7, 3}, 99)).isEqualTo(7);
    assertThat(Percentile.of(new double[] {5}, 50)).isEqualTo(5);
  }

  @Test
  void of_noValues_isRefused() {
    assertThatThrownBy(() -> Percentile.of(new double[0], 50)).hasMessageContaining("no values");
  }
}
