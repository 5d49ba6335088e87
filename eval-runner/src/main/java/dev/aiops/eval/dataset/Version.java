/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.dataset;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of a dataset.
 *
 * @param dataset its name
 * @param number from 1 on
 */
public record Version(String dataset, long number) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,79}");
  private static final Pattern TEXT = Pattern.compile("(" + NAME + ")@([1-9][0-9]{0,8})");

  /** Fails on a name that scores and commands could not carry. */
  public Version {
    requireName(dataset);
  }

  /** Reads {@code support@3}. */
  public static Version of(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a version of a dataset: write its name, @ and a number, as support@3");
    }
    return new Version(parts.group(1), Long.parseLong(parts.group(2)));
  }

  /** The name, if it can be one. */
  public static String requireName(String dataset) {
    if (!NAME.matcher(dataset).matches()) {
      throw new IllegalArgumentException(
          "'"
              + dataset
              + "' cannot be a dataset's name: use small letters, digits, dots and dashes");
    }
    return dataset;
  }

  @Override
  public String toString() {
    return dataset + "@" + number;
  }
}
