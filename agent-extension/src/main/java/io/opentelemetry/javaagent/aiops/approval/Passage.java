/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** What the gate says to a call. */
public sealed interface Passage {

  /** Nothing holds it, and it runs as it is. */
  record Free() implements Passage {}

  /**
   * It may run, with these arguments and no others.
   *
   * @param context what it runs in
   * @param execution the use of an approval; null where none was needed
   */
  record Admitted(Context context, FrozenArguments arguments, @Nullable Execution execution)
      implements Passage {}

  /** It must not run. */
  record Refused(ApprovalException why) implements Passage {}
}
