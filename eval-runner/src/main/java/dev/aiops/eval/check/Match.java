/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import java.util.stream.Stream;

/** Whether something is as expected, where what decides it may not have been recorded. */
enum Match {
  YES,
  NO,
  UNKNOWN;

  static Match of(boolean holds) {
    return holds ? YES : NO;
  }

  /** Whether one of several is. */
  static Match any(Stream<Match> several) {
    return several.reduce(NO, Match::or);
  }

  /** Whether all of several are. */
  static Match all(Stream<Match> several) {
    return several.reduce(YES, Match::and);
  }

  private Match or(Match other) {
    return this == YES || other == YES ? YES : this == UNKNOWN ? this : other;
  }

  Match and(Match other) {
    return this == NO || other == NO ? NO : this == UNKNOWN ? this : other;
  }

  /** A 1 or a 0, or that the arguments were not recorded. */
  Outcome outcome(String why) {
    return switch (this) {
      case YES, NO -> Outcome.of(this == YES, why);
      case UNKNOWN ->
          new Outcome.Unknown(
              "arguments were not recorded whole: switch their capture on in the app ("
                  + why
                  + ")");
    };
  }
}
