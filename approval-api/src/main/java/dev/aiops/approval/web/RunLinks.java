/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a run is looked at.
 *
 * @param grafana none, and there is no link to it
 */
record RunLinks(Optional<URI> grafana) {

  private static final Pattern SHOWN = Pattern.compile("[0-9A-Za-z-]{1,64}");

  /** Its page; empty where no run has such an id. */
  static String page(String run) {
    return SHOWN.matcher(run).matches() ? "/runs/" + run : "";
  }

  /** Its view in Grafana; empty where there is none. */
  String view(String run) {
    return grafana
        .filter(url -> !run.isEmpty())
        .map(url -> url + "/d/aiops-run?var-run=" + URLEncoder.encode(run, StandardCharsets.UTF_8))
        .orElse("");
  }
}
