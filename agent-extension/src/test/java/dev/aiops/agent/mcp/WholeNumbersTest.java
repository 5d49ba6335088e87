/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WholeNumbersTest {

  @Test
  void in_wholeNumbers_areNoDoubles_whereverTheyStand() {
    Map<String, Object> whole =
        WholeNumbers.in(
            Map.of("n", 2.0, "all", Arrays.asList(-3.0, null), "at", Map.of("x", 0x1p53)));

    assertThat(whole)
        .isEqualTo(Map.of("n", 2L, "all", Arrays.asList(-3L, null), "at", Map.of("x", 1L << 53)));
  }

  @Test
  void in_whatIsNotWhole_staysAsItIs() {
    Map<String, Object> all =
        Map.of("n", 2.5, "great", 1e300, "text", "2.0", "list", List.of(true));

    assertThat(WholeNumbers.in(all)).isEqualTo(all);
  }
}
