/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import com.google.adk.events.Event;
import com.google.adk.runner.Runner;
import com.google.adk.sessions.Session;
import com.google.genai.types.Content;
import com.google.genai.types.Part;
import dev.aiops.agent.genai.GenAiTypes;
import dev.aiops.agent.reactive.Publishers;
import dev.aiops.agent.reactive.Watch;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.run.RunScope;
import io.opentelemetry.javaagent.aiops.run.RunStart;
import io.opentelemetry.javaagent.aiops.run.Runs;
import io.reactivex.rxjava3.core.Flowable;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One invocation of an app's agents. Its output is the last text that they wrote for a person; the
 * library subscribes to the events of one only once.
 */
final class AgentRun implements Watch {

  private final RunScope run;
  private final Scope scope;
  private @Nullable String answer;

  private AgentRun(RunScope run, Scope scope) {
    this.run = run;
    this.scope = scope;
  }

  // closed by exit: enter and exit are two advice calls
  @SuppressWarnings("MustBeClosedChecker")
  static AgentRun enter(Runner runner, @Nullable Session session, @Nullable Content message) {
    RunStart.Builder start = RunStart.of(runner.agent().name(), AdkModule.LIBRARY).workflow(true);
    if (session != null) {
      start.conversationId(session.id()).userId(session.userId());
    }
    if (message != null) {
      start.input(() -> GenAiTypes.text(parts(message)));
    }
    RunScope run = Runs.enterSpan(Context.current(), start.build(), OwnTracing.SCOPE);
    return new AgentRun(run, run.context().makeCurrent());
  }

  /** What the app gets in place of {@code events}; null for no change. */
  @Nullable Flowable<?> exit(@Nullable Flowable<?> events, @Nullable Throwable thrown) {
    scope.close();
    if (events == null) {
      run.fail(thrown == null ? new IllegalStateException("no events") : thrown);
      return null;
    }
    return (Flowable<?>) Publishers.watched(events, Flowable.class, () -> this);
  }

  @Override
  public Context context() {
    return run.context();
  }

  @Override
  public void next(Object element) {
    if (element instanceof Event event && !event.partial().orElse(false)) {
      String text = event.content().map(content -> GenAiTypes.text(parts(content))).orElse("");
      answer = text.isEmpty() ? answer : text;
    }
  }

  private static List<Part> parts(Content content) {
    return content.parts().orElse(List.of());
  }

  @Override
  public void done() {
    String text = answer;
    if (text != null) {
      run.output(() -> text);
    }
    run.end();
  }

  @Override
  public void failed(Throwable error) {
    @Nullable Throwable cause = error.getCause();
    boolean wrapped = error instanceof ExecutionException || error instanceof CompletionException;
    run.fail(wrapped && cause != null ? cause : error);
  }

  @Override
  public void cancelled() {
    run.cancel();
  }
}
