/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.policy;

/**
 * One thing wrong with a policy file.
 *
 * @param line from 1
 * @param column from 1
 * @param text what is wrong and what to do
 */
public record Mistake(String file, int line, int column, String text) {

  /** As compilers write it: {@code policy.yaml:4:16: daily_cap must be above 0 …}. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + text;
  }
}
