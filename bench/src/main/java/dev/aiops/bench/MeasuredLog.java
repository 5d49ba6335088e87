/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import dev.aiops.grafana.query.PanelQuery;
import java.util.Map;

/**
 * What was measured of a log of one size.
 *
 * @param days days that it has
 * @param spans spans in it
 * @param spanBytes what they take on disk, projections and indexes included
 * @param logBytes what all tables of the log take
 * @param millis what each look at each panel took
 */
record MeasuredLog(
    int days, long spans, long spanBytes, long logBytes, Map<PanelQuery, double[]> millis) {

  double perSpan(long bytes) {
    return (double) bytes / spans;
  }

  double millis(PanelQuery panel, double percent) {
    double[] measured = millis.get(panel);
    if (measured == null) {
      throw new IllegalArgumentException("not measured: " + panel.place());
    }
    return Percentile.of(measured, percent);
  }
}
