/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.call.ModelCall;

/** A model call between the entry and the exit of the method that makes it. */
record Entered(ModelCall call, Context parent, Scope scope) {

  /** The state of an admitted call, or what to throw in place of making it. */
  static Object begin(ModelCall call, Context parent) {
    RuntimeException refusal = call.admit();
    return refusal == null ? new Entered(call, parent, Scopes.enter(call.context())) : refusal;
  }
}
