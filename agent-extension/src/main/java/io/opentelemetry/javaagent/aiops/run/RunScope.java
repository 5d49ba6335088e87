/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import io.opentelemetry.context.Context;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One invocation of an agent. The outermost one is the run; those inside it are steps of that run
 * with a span of their own. Nothing here ever throws. Thread-safe; the first end wins.
 */
public interface RunScope {

  /** Make this current while the agent works. */
  Context context();

  /** The run's id, or null where nothing is recorded. */
  @Nullable String runId();

  /** Whether this invocation is the run, not a step inside another. */
  boolean root();

  /**
   * What the agent answered; the last one given counts.
   *
   * @param output the answer as text; called at most once, on the thread that ends the invocation
   */
  void output(Supplier<@Nullable String> output);

  /** The agent is done. */
  void end();

  /** The agent failed. */
  void fail(Throwable error);

  /** The app cancelled the agent. */
  void cancel();
}
