/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import org.jspecify.annotations.Nullable;

/**
 * Where hooks on agent entry points begin.
 *
 * <pre>{@code
 * RunScope run = Runs.enter(Context.current(), RunStart.of("support", "langchain4j").build());
 * Scope scope = run.context().makeCurrent();
 * // … the agent works …
 * scope.close();
 * run.output(() -> answer);
 * run.end();
 * }</pre>
 */
public final class Runs {

  private static volatile @Nullable Entries entries;

  /**
   * An agent is invoked. Outside any agent this begins a run; inside one it is a step of that run.
   * Never throws; while nothing is recorded it returns a scope that does nothing.
   */
  public static RunScope enter(Context parent, RunStart start) {
    Entries current = entries;
    if (current == null) {
      return new NoRun(parent);
    }
    try {
      return current.enter(parent, start);
    } catch (Throwable t) {
      Faults.report("starting a run", t);
      return new NoRun(parent);
    }
  }

  /**
   * As {@link #enter}, where the library has a span of its own around the agent: that is the
   * invocation's, and the library ends it. Where it has none, one is begun.
   *
   * @param scope the name of the tracer that the library's span is of
   */
  public static RunScope enterSpan(Context parent, RunStart start, String scope) {
    Entries current = entries;
    if (current == null) {
      return new NoRun(parent);
    }
    try {
      return current.enterSpan(parent, start, scope);
    } catch (Throwable t) {
      Faults.report("starting a run", t);
      return new NoRun(parent);
    }
  }

  /** The id of the run {@code context} belongs to, or null. Never throws. */
  public static @Nullable String id(Context context) {
    Entries current = entries;
    if (current == null) {
      return null;
    }
    try {
      Run run = current.runs().find(context);
      return run == null ? null : run.id();
    } catch (Throwable t) {
      Faults.report("finding the run", t);
      return null;
    }
  }

  /** What the operator calls agents that have no name of their own; null where nothing. */
  public static @Nullable String defaultAgent() {
    Entries current = entries;
    return current == null ? null : current.runs().defaultAgent();
  }

  /** Records through {@code recorder} from now on; null records nothing. */
  public static void install(@Nullable Entries recorder) {
    entries = recorder;
  }

  private Runs() {}
}
