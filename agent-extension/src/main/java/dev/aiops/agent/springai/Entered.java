/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Scopes;
import io.opentelemetry.javaagent.aiops.springai.OpenCall;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.prompt.Prompt;

/** A model call between the entry and the exit of the method that makes it. */
record Entered(OpenCall open, Scope scope) {

  /** The state of an admitted call, and the prompt to send in place of the app's. */
  static Object[] admitted(OpenCall open, Prompt sent) {
    return new Object[] {new Entered(open, Scopes.enter(open.context())), sent};
  }

  /** What to throw in place of making the call. */
  static Object[] refused(Throwable refusal) {
    return new @Nullable Throwable[] {refusal, null};
  }

  /** What the entry hands on where we failed: null, or a refusal where budgets are enforced. */
  static Object @Nullable [] failed(Throwable fault) {
    Throwable refusal = ModelCalls.refusal(fault);
    return refusal == null ? null : refused(refusal);
  }

  /** The state, a Throwable of a refusal, or null. */
  static @Nullable Object of(Object @Nullable [] entered) {
    return entered == null ? null : entered[0];
  }
}
