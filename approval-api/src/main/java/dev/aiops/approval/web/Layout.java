/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import org.jspecify.annotations.Nullable;

/**
 * What every page has.
 *
 * @param visit who is signed in; null where nobody is
 */
record Layout(String title, @Nullable Visit visit) {

  /** What a link to a page says of it on that page; nothing elsewhere. */
  @Nullable String current(String titled) {
    return title.equals(titled) ? "page" : null;
  }

  String css() {
    return Assets.CSS.url();
  }

  String script() {
    return Assets.SCRIPT.url();
  }

  String icon() {
    return Assets.ICON.url();
  }
}
