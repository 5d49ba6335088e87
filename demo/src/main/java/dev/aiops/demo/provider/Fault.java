/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import java.util.Arrays;
import java.util.Locale;

/** What goes wrong with one request. The name in lower case, with dashes, is its directive. */
enum Fault {
  NONE,
  /** An error status; written as the number itself, say {@code fault=429}. */
  STATUS,
  /** No answer at all until {@code hold} is over, then the connection is closed. */
  TIMEOUT,
  /** The connection is closed at once, before a status. */
  RESET,
  /** A stream ends in the middle, a JSON answer before its end. */
  CUT,
  /**
   * A stream breaks off with an event that says why, where its protocol has one; else it is cut.
   */
  ERROR_EVENT,
  /** A whole answer without its usage. */
  NO_USAGE,
  /** An answer that is not JSON; in a stream, one event of it. */
  MALFORMED,
  /** An answer whose text holds bytes that are not UTF-8. */
  INVALID_UTF8;

  static Fault of(String directive) {
    if (directive.chars().allMatch(Character::isDigit)) return STATUS;
    String name = directive.toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(values())
        .filter(fault -> fault.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such fault: " + directive));
  }
}
