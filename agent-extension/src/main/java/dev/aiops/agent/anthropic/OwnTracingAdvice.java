/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import net.bytebuddy.asm.Advice;

/** Says that the library's own tracing is off. */
public final class OwnTracingAdvice {

  @Advice.OnMethodExit(suppress = Throwable.class, inline = false)
  @Advice.AssignReturned.ToReturned
  @Advice.AssignReturned.AsScalar(skipOnDefaultValue = false) // false is the default value
  public static boolean exit() {
    return false;
  }

  private OwnTracingAdvice() {}
}
