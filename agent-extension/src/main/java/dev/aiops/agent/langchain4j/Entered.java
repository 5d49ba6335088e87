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

  static Entered begin(ModelCall call, Context parent) {
    return new Entered(call, parent, Scopes.enter(call.context()));
  }
}
