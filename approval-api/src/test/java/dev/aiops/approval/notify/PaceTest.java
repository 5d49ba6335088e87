/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

  @Test
  void retry_comesAfterTwiceAsLongEachTime_withHalfOfItByChance() {
    assertThat(Pace.DEFAULTS.retry(0, 1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(Pace.DEFAULTS.retry(0, 0)).isEqualTo(Duration.ofMillis(500));
    assertThat(Pace.DEFAULTS.retry(5, 1)).isEqualTo(Duration.ofSeconds(32));
    assertThat(Pace.DEFAULTS.retry(100_000, 1)).isEqualTo(Duration.ofMinutes(10));
  }
}
