/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A pattern for a name: {@code *} stands for any characters or none, {@code ?} for exactly one;
 * everything else stands for itself, case counts.
 */
public record Glob(@JsonValue String pattern) {

  private static final String RESERVED = "[]{}\\!";
  private static final int LONGEST = 200;

  @JsonCreator
  public Glob {
    BudgetRules.require(problem(pattern));
  }

  /** What is wrong with a pattern and how to write it; null when nothing is. */
  public static @Nullable String problem(String pattern) {
    if (pattern.isBlank() || !pattern.equals(pattern.strip())) {
      return "is not a pattern: it is empty or has space around it; write * for anything";
    }
    if (pattern.length() > LONGEST) {
      return "is not a pattern: it has more than 200 characters";
    }
    return pattern.chars().anyMatch(c -> RESERVED.indexOf(c) >= 0)
        ? "is not a pattern: only * and ? have a meaning, and [ ] { } \\ ! are not allowed;"
            + " write several patterns as a list"
        : null;
  }

  /**
   * Whether the pattern stands for the whole of a name. Takes time of at most both lengths'
   * product.
   */
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
    return pattern.substring(from).chars().allMatch(c -> c == '*');
  }
}
