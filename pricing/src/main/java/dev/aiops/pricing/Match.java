/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A rule that a model or provider name keeps or breaks. Names are compared in lower case; a regular
 * expression sees the lower case name and is found anywhere in it.
 */
sealed interface Match {

  /**
   * Whether the rule is kept.
   *
   * @param name in lower case
   */
  boolean matches(String name);

  record Equals(String value) implements Match {
    @Override
    public boolean matches(String name) {
      return name.equals(value);
    }
  }

  record StartsWith(String value) implements Match {
    @Override
    public boolean matches(String name) {
      return name.startsWith(value);
    }
  }

  record EndsWith(String value) implements Match {
    @Override
    public boolean matches(String name) {
      return name.endsWith(value);
    }
  }

  record Contains(String value) implements Match {
    @Override
    public boolean matches(String name) {
      return name.contains(value);
    }
  }

  record Regex(Pattern pattern) implements Match {
    @Override
    public boolean matches(String name) {
      return pattern.matcher(name).find();
    }
  }

  record Any(List<Match> parts) implements Match {
    @Override
    public boolean matches(String name) {
      for (Match part : parts) {
        if (part.matches(name)) {
          return true;
        }
      }
      return false;
    }
  }

  record All(List<Match> parts) implements Match {
    @Override
    public boolean matches(String name) {
      for (Match part : parts) {
        if (!part.matches(name)) {
          return false;
        }
      }
      return true;
    }
  }
}
