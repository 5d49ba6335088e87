/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.read.BudgetCharges.Charges;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bill beside the charges of a budget. */
class BudgetBillTest {

  private final BudgetBill bill =
      new BudgetBill("demo", 7, usd("0.000147300"), 8, usd("0.000161100"));

  @Test
  void text_exactAndAbove_saysBoth() {
    assertThat(bill.text(charges(7, "0.000147300", 8, "0.000382803"), new Ink(false)))
        .containsPattern("charged to demo +7  \\$0\\.000147300 +8  \\$0\\.000382803")
        .containsPattern("provider's own +7  \\$0\\.000147300 +8  \\$0\\.000161100")
        .contains("Equal to the last digit where usage was reported, and in total never below")
        .contains("1 call without usage: charged the most that can have been billed.");
  }

  @ParameterizedTest
  @CsvSource({
    "7, 0.000147301, 8, 0.000382803",
    "7, 0.000147299, 8, 0.000382803",
    "6, 0.000147300, 8, 0.000382803",
    "7, 0.000147300, 7, 0.000382803",
    "7, 0.000147300, 8, 0.000161099"
  })
  void holdsFor_aNanoOrACallOff_isFalse(long calls, String usd, long all, String allUsd) {
    Charges charged = charges(calls, usd, all, allUsd);
    assertThat(bill.holdsFor(charged)).isFalse();
    assertThat(bill.verdict(charged)).contains("budget demo do not hold against");
  }

  @Test
  void holdsFor_allAsBilled_isTrue() {
    assertThat(bill.holdsFor(charges(7, "0.000147300", 8, "0.000161100"))).isTrue();
  }

  private static Charges charges(long calls, String usd, long all, String allUsd) {
    return new Charges(calls, usd(usd), all, usd(allUsd));
  }

  private static BigDecimal usd(String text) {
    return new BigDecimal(text);
  }
}
