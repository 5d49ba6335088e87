/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The expander does what Grafana and the plugin do, and refuses what only happens to work. */
class ExpansionTest {

  private final Macros macros =
      new Macros(
          Instant.ofEpochSecond(1_700_000_000),
          Instant.ofEpochSecond(1_700_003_600),
          Duration.ofSeconds(20));

  @Test
  void macros_areThoseOfThePlugin() {
    assertThat(macros.in("$__timeFilter(t) AND $__fromTime < $__toTime"))
        .isEqualTo(
            "t >= toDateTime(1700000000) AND t <= toDateTime(1700003600) AND toDateTime(1700000000) < toDateTime(1700003600)");
    assertThat(macros.in("$__timeInterval(t) / $__interval_s"))
        .isEqualTo("toStartOfInterval(toDateTime(t), INTERVAL 20 second) / 20");
    assertThat(macros.in("$__dateFilter(Day)"))
        .isEqualTo("Day >= toDate('2023-11-14') AND Day <= toDate('2023-11-14')");
  }

  @Test
  void macros_thatThePluginWouldReadWrongly_stay() {
    assertThat(macros.in("$__timeFilter(max(t))")).isEqualTo("$__timeFilter(max(t))");
    assertThat(macros.in("$__nothing(t)")).isEqualTo("$__nothing(t)");
  }

  @Test
  void condition_ofAllOrNothing_isTrue() {
    String sql = "WHERE $__conditionalAll(has(['x'], f(a, b)), $agent)";
    assertThat(with("$__all").in(sql)).isEqualTo("WHERE 1=1");
    assertThat(with("").in(sql)).isEqualTo("WHERE 1=1");
    assertThat(with("desk").in(sql)).isEqualTo("WHERE has(['x'], f(a, b))");
  }

  @Test
  void values_arriveEncoded() {
    assertThat(with("o'brien", "a&b", "\\").in("'${agent:queryparam}'"))
        .isEqualTo("'var-agent=o%27brien&var-agent=a%26b&var-agent=%5C'");
    assertThat(with("a b'*").in("'${agent:percentencode}'")).isEqualTo("'a%20b%27%2A'");
  }

  @Test
  void values_thatWouldBeReadAsSql_areRefused() {
    assertThatThrownBy(() -> with("x").in("$agent")).hasMessageContaining("has no format");
    assertThatThrownBy(() -> with("x").in("${agent}")).hasMessageContaining("has no format");
    assertThatThrownBy(() -> with("x").in("${agent:singlequote}"))
        .hasMessageContaining("not safe for every value");
    assertThatThrownBy(() -> with("x").in("${other:queryparam}"))
        .hasMessageContaining("no variable other");
  }

  private static Template with(String... values) {
    return new Template(Map.of("agent", List.of(values)));
  }
}
