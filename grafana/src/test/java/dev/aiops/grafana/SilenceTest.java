/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.grafana.query.AlertRule;
import dev.aiops.grafana.seed.Rows;
import dev.aiops.grafana.seed.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A log to which nothing comes for long, and services that fall silent while others go on. */
@ExtendWith(ClickHouseExtension.class)
class SilenceTest {

  private final Instant now = Instant.now();
  private final TestDatabase database;

  SilenceTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void nothing() {
    database.execute("TRUNCATE TABLE otel_traces");
  }

  @Test
  void log_withoutARow_isNotSilent() {
    assertThat(silent()).isEmpty();
  }

  @Test
  void log_isSilentAsLongAsNothingComes() {
    heard("nightly", Duration.ofSeconds(2_000));
    assertThat(silent()).containsExactly("every service");

    heard("nightly", Duration.ofSeconds(10));
    assertThat(silent()).isEmpty();
  }

  /** Who has been away for longer than the log of services looks back must still be told. */
  @Test
  void log_silentForTenDays_stillIs() {
    heard("gone", Duration.ofDays(10));
    assertThat(silent()).containsExactly("every service");
  }

  @Test
  void service_thatIsSteady_isMissedWithinTheHour_andOneThatIsNotIsNot() {
    steady("steady", Duration.ofSeconds(2_000));
    heard("nightly", Duration.ofSeconds(2_000));
    heard("other", Duration.ofSeconds(10));
    assertThat(silent()).containsExactly("steady");
  }

  /** It stays so until somebody hears it again or it has been away for a week. */
  @Test
  void service_silentForADayOrSix_isMissed_andForEightDaysIsForgotten() {
    heard("other", Duration.ofSeconds(10));
    heard("nightly", Duration.ofHours(25));
    heard("day", Duration.ofHours(27));
    steady("steady", Duration.ofHours(26));
    heard("six", Duration.ofDays(6));
    heard("eight", Duration.ofDays(9));
    assertThat(silent()).containsExactlyInAnyOrder("day", "steady", "six");

    heard("six", Duration.ofSeconds(10));
    assertThat(silent()).containsExactlyInAnyOrder("day", "steady");
  }

  private void steady(String service, Duration ago) {
    cameInAsTheyBegan(
        IntStream.range(0, 24).mapToObj(hour -> span(service, ago.plusHours(hour))).toList());
  }

  private void heard(String service, Duration ago) {
    cameInAsTheyBegan(List.of(span(service, ago)));
  }

  private void cameInAsTheyBegan(List<Span> spans) {
    Rows.stamped(database, "otel_traces", "Timestamp", () -> Rows.spans(database, spans));
  }

  private Span span(String service, Duration ago) {
    Span.Who who = new Span.Who(service, "prod", "support", "desk", "1.0");
    return Span.of(who, "", service + ago, now.minus(ago), Duration.ofMillis(1));
  }

  private List<String> silent() {
    return AlertRule.of("Ingestion silent").firing(database.read()).stream()
        .map(row -> row.replaceAll("\\[\"(.*)\",.*", "$1"))
        .toList();
  }
}
