/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.query;

import java.util.List;
import java.util.Map;

/**
 * A query of a dashboard.
 *
 * @param dashboard its uid
 * @param title title of the panel, $name of the variable, or name of the annotation
 * @param type type of the panel, variable or annotation
 * @param sql what is written there
 * @param defaults the values that the dashboard's variables have when it is opened
 */
public record PanelQuery(
    String dashboard, String title, String type, String sql, Map<String, List<String>> defaults) {

  /** Where it is, for people. */
  public String place() {
    return dashboard + " / " + title;
  }
}
