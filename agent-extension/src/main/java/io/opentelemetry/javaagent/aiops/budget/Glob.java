/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

/**
 * A pattern of the control plane's contract: {@code *} is any characters or none, {@code ?} is one,
 * everything else stands for itself, case counts.
 */
public record Glob(String pattern) {

  /** Whether the pattern stands for the whole of a name. */
  public boolean matches(String name) {
    int at = 0;
    int next = 0;
    int star = -1;
    int resume = 0;
    while (next < name.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        resume = next;
      } else if (stands(at, name.charAt(next))) {
        at++;
        next++;
      } else if (star >= 0) {
        at = star + 1;
        next = ++resume;
      } else {
        return false;
      }
    }
    return onlyStars(at);
  }

  private boolean stands(int at, char c) {
    return at < pattern.length() && (pattern.charAt(at) == '?' || pattern.charAt(at) == c);
  }

  private boolean onlyStars(int from) {
    for (int i = from; i < pattern.length(); i++) {
      if (pattern.charAt(i) != '*') {
        return false;
      }
    }
    return true;
  }
}
