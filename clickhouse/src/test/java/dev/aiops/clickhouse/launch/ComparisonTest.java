/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.read.PricedCost.Sum;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  @Test
  void equal_sameSumAndCalls() {
    Comparison same = compare("0.100", "0.1", 3, 3);
    assertThat(same.equal()).isTrue();
    assertThat(same.text(Ink.NONE)).contains("Equal to the last digit.").doesNotContain("Left out");
  }

  @Test
  void verdict_oneNanoLess_saysHowMuch() {
    Comparison less = compare("0.099999999", "0.1", 3, 3);
    assertThat(less.equal()).isFalse();
    assertThat(less.verdict())
        .isEqualTo("The books differ: ClickHouse has $0.000000001 less than the provider billed.");
  }

  @Test
  void verdict_sameSumOfFewerCalls_differs() {
    assertThat(compare("0.1", "0.1", 2, 3).verdict()).contains("The books differ", "2 of 3 calls");
  }

  @Test
  void text_callsWithoutExactCost_areNamedAsLeftOut() {
    Comparison comparison =
        new Comparison(new Sum(1, BigDecimal.ONE), BigDecimal.ONE, Optional.empty(), 2);
    assertThat(comparison.text(Ink.NONE))
        .contains("provider's own      ?  $1.000000000", "Left out of both: 2 calls");
  }

  private static Comparison compare(String log, String billed, long calls, long billedCalls) {
    return new Comparison(
        new Sum(calls, new BigDecimal(log)), new BigDecimal(billed), Optional.of(billedCalls), 0);
  }
}
