/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.javaagent.aiops.budget.BudgetExceededException.Details;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What the app is told, and that no library takes it for something to try again. */
class RefusalExceptionsTest {

  private static final Details DETAILS =
      new Details(
          "support",
          50_000_000_000L,
          49_990_000_000L,
          7_250_001L,
          12_345_678L,
          LocalDate.parse("2026-11-26"),
          Duration.ofMinutes(605).plusSeconds(30),
          "role budget-owner");

  @Test
  void exceeded_saysAllThatAnOperatorAsks() {
    assertThat(new BudgetExceededException(DETAILS))
        .hasMessage(
            "The call was not sent: it can cost up to 0.012345678 USD, and the budget support has a"
                + " cap of 50.00 USD for 2026-11-26, of which 49.99 are spent and 0.007250001 are"
                + " held by running processes. It resets in 10 h 5 min; role budget-owner can raise"
                + " the cap.");
  }

  @Test
  void unavailable_saysWhatIsTheMatterAndSinceWhen() {
    BudgetUnavailableException refused =
        new BudgetUnavailableException(
            "support",
            "approval-api does not answer",
            Instant.parse("2026-11-26T10:00:00Z"),
            Instant.parse("2026-11-26T10:02:05Z"));
    assertThat(refused)
        .hasMessageContaining("not sent")
        .hasMessageContaining("approval-api does not answer, since 2026-11-26T10:00:00Z (125 s)")
        .hasMessageContaining("Try again later");
    assertThat(refused.since()).isEqualTo(Instant.parse("2026-11-26T10:00:00Z"));
  }

  @Test
  void unavailable_whereNoBudgetIsKnown_doesNotNameOne() {
    Instant now = Instant.parse("2026-11-26T10:00:00Z");
    assertThat(new BudgetUnavailableException("", "approval-api does not answer", now, now))
        .hasMessageContaining("it is not known whether a budget allows it: approval-api does not");
  }

  @Test
  void both_areUncheckedAndOfTypesOfTheJdkOnly() {
    assertThat(CallRefusedException.class.getSuperclass()).isEqualTo(RuntimeException.class);
    assertThat(Arrays.stream(Details.class.getRecordComponents()).map(RecordComponent::getType))
        .allMatch(type -> type.isPrimitive() || type.getName().startsWith("java."));
  }
}
