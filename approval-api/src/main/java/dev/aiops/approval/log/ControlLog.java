/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

/**
 * The one ordered log of everything decided. Rows are appended by compare and set and never
 * changed. Any number of instances may write; at each place at most one of them is accepted.
 *
 * <p>Implementations are safe for use by several threads.
 */
public interface ControlLog {

  /** The most rows of one group: a group is one block of an insert. */
  int MOST_ROWS = 10_000;

  /** The most text of one group, in characters. */
  long MOST_CHARS = 16_000_000;

  /** A page ends with the row that brings its bodies to so many bytes. */
  long MOST_READ = 16 * 1024 * 1024;

  /**
   * The rows after a place, in order: fewer than asked for where the log ends or their bodies have
   * {@link #MOST_READ} bytes, but one where there is one. Identical rows at one place count once.
   * Whether they are linked is for the caller to see, as {@link Sequencer} and {@link Verifier} do.
   *
   * @param after a place; 0 for the first row
   * @param limit how many at most, at least 1
   * @throws ControlLogForkedException where different rows stand at one place
   * @throws ControlLogBrokenException where a row is none that a writer wrote
   * @throws ControlLogUnavailableException where the log cannot be asked
   */
  Page read(long after, int limit);

  /**
   * Appends a group where its base is the last row of the log: all of it or nothing.
   *
   * <p>Where the outcome is unknown, ask again with the same draft: that finds it out, and cannot
   * append it twice. An implementation that does not know what became of one draft finds that out
   * before it appends another.
   *
   * @throws ControlLogForkedException where different rows stand at one place
   * @throws ControlLogBrokenException where the base is not in the log any more
   * @throws ControlLogUnavailableException where the log cannot be asked; it says whether the rows
   *     may be in it
   */
  Appended append(Draft draft);
}
