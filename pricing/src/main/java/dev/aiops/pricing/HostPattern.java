/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.util.regex.Pattern;

/**
 * Hosts, by name: {@code host}, {@code host:port}, and {@code *} for any part of a host. Without a
 * port it means every port.
 */
final class HostPattern {

  private static final Pattern VALID = Pattern.compile("[a-z0-9*._\\[\\]:-]+");

  private final String text;
  private final Pattern pattern;

  private HostPattern(String text) {
    this.text = text;
    this.pattern = Pattern.compile("\\Q" + text.replace("*", "\\E[^:]*\\Q") + "\\E");
  }

  static boolean isValid(String text) {
    return VALID.matcher(text).matches() && !text.matches("[*.]+");
  }

  /** Reads a pattern for which {@link #isValid} holds. */
  static HostPattern of(String text) {
    return new HostPattern(text);
  }

  boolean matches(Endpoint endpoint) {
    return pattern.matcher(endpoint.authority()).matches()
        || pattern.matcher(endpoint.host()).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
