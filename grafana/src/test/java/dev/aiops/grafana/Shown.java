/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.grafana.query.Answer;
import dev.aiops.grafana.query.Dashboard;
import dev.aiops.grafana.query.Look;
import dev.aiops.grafana.query.PanelQuery;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What panels show.
 *
 * @param reader the user that Grafana has
 * @param look how they are looked at
 */
record Shown(ClickHouse reader, Look look) {

  /** The query of a panel, or of another thing with a title. */
  static PanelQuery query(String uid, String title) {
    return Dashboard.of(uid).queries().stream()
        .filter(query -> query.title().equals(title))
        .findFirst()
        .orElseThrow(() -> new AssertionError(uid + " has no panel " + title));
  }

  Answer ask(String uid, String title) {
    return Answer.of(reader, look.sql(query(uid, title)));
  }

  /** The number of a stat, as text. */
  String number(String uid, String title) {
    return ask(uid, title).rows().get(0).get(0).asText();
  }

  BigDecimal money(String uid, String title) {
    return rounded(number(uid, title));
  }

  /** Grafana reads money as a floating number, which has nine places of these amounts. */
  static BigDecimal rounded(String text) {
    return new BigDecimal(text).setScale(9, RoundingMode.HALF_UP);
  }
}
