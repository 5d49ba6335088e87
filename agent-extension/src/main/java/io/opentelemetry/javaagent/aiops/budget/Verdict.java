/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

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
   * @param standing how the budget's day stood; null where that is not known
   */
  record Refused(
      CallRefusedException exception, String rule, long asked, @Nullable Standing standing)
      implements Verdict {}
}
