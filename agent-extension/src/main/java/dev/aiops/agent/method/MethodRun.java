/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.method;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.run.RunMethods;
import io.opentelemetry.javaagent.aiops.run.RunScope;
import io.opentelemetry.javaagent.aiops.run.RunStart;
import io.opentelemetry.javaagent.aiops.run.Runs;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One call of a method that is an agent's entry. Texts among its arguments are the run's input, a
 * text it returns is the output; other objects are left alone, because their {@code toString} may
 * do anything. A method that returns a {@link CompletionStage} is done when that completes.
 */
final class MethodRun {

  private final RunScope run;
  private final Scope scope;

  private MethodRun(RunScope run, Scope scope) {
    this.run = run;
    this.scope = scope;
  }

  // closed by exit: enter and exit are two advice calls
  @SuppressWarnings("MustBeClosedChecker")
  static MethodRun enter(String type, Object[] arguments) {
    RunScope run = start(type, arguments);
    return new MethodRun(run, run.context().makeCurrent());
  }

  static RunScope start(String type, Object[] arguments) {
    return Runs.enter(
        Context.current(),
        RunStart.of(RunMethods.agent(type), "method").input(() -> texts(arguments)).build());
  }

  private static @Nullable String texts(Object[] arguments) {
    String texts =
        Arrays.stream(arguments)
            .filter(CharSequence.class::isInstance)
            .map(Object::toString)
            .collect(Collectors.joining("\n"));
    return texts.isEmpty() ? null : texts;
  }

  void exit(@Nullable Object returned, @Nullable Throwable thrown) {
    scope.close();
    if (thrown == null && returned instanceof CompletionStage<?> stage) {
      stage.whenComplete(this::end);
    } else {
      end(returned, thrown);
    }
  }

  private void end(@Nullable Object returned, @Nullable Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (cause instanceof CancellationException) {
      run.cancel();
    } else if (cause != null) {
      run.fail(cause);
    } else {
      succeed(returned);
    }
  }

  private void succeed(@Nullable Object returned) {
    if (returned instanceof CharSequence) {
      run.output(returned::toString);
    }
    run.end();
  }
}
