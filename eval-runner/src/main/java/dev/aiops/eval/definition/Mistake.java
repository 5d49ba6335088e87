/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.definition;

/**
 * Something wrong in a file of definitions.
 *
 * @param file the file
 * @param line where, from 1
 * @param column where in the line, from 1
 * @param text what is wrong, and the remedy
 */
public record Mistake(String file, int line, int column, String text) {

  /** As compilers write it. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + text;
  }
}
