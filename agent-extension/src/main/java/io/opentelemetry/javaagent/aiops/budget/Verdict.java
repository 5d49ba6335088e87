/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Whether a call may be sent. */
public sealed interface Verdict permits Verdict.Free, Verdict.Refused, Admission {

  /** No budget covers the call. */
  Free FREE = new Free();

  /** No budget covers the call. */
  record Free() implements Verdict {}

  /**
   * The call must not be sent.
   *
   * @param exception what the app gets
   * @param rule why, for programs: the control plane's word, or one of our own
   * @param asked the most that the call could cost, in nano-USD; negative where nobody can say
   * @param day of the budget; null where that is not known
   * @param figures null where the rule has none, or they are not known
   */
  record Refused(
      CallRefusedException exception,
      String rule,
      long asked,
      @Nullable LocalDate day,
      @Nullable Figures figures)
      implements Verdict {}

  /**
   * How a bound stood when it refused a call, in nano-USD.
   *
   * @param cap the bound in force: of the budget's day, or of an hour of this process
   * @param spent of it
   * @param leased what open leases, or calls under way, may come to beyond that
   */
  record Figures(long cap, long spent, long leased) {}
}
