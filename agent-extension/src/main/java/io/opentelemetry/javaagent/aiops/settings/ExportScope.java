/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.settings;

import java.util.Locale;

/** Which spans and logs go to ClickHouse: {@code aiops.export}. */
enum ExportScope {
  /** Spans of runs, ungoverned calls, and our own log events. */
  RUNS,
  /** Also every span the app's sampler samples and every log record of the app. */
  ALL;

  static ExportScope parse(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "runs" -> RUNS;
      case "all" -> ALL;
      default -> throw new IllegalArgumentException("\"" + value + "\" is neither runs nor all");
    };
  }
}
