/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.util.Locale;

/** The three ways the same app is run. */
enum Variant {
  /** The app alone. */
  NONE("no agent"),
  /** Under the upstream agent alone. */
  UPSTREAM("upstream agent"),
  /** Under ours, exporting to ClickHouse. */
  OURS("ours");

  private final String title;

  Variant(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** Its name in those of files. */
  String option() {
    return name().toLowerCase(Locale.ROOT);
  }
}
