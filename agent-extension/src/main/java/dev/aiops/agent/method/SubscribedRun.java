/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.method;

import dev.aiops.agent.reactive.Watch;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.run.RunScope;

/** A run that begins with a subscription. Texts that it gives are its output. */
final class SubscribedRun implements Watch {

  /** As much as {@code aiops.capture.max.chars} can ask for. */
  private static final int LONGEST = 1 << 20;

  private final RunScope run;
  private final StringBuilder texts = new StringBuilder();

  SubscribedRun(RunScope run) {
    this.run = run;
  }

  @Override
  public Context context() {
    return run.context();
  }

  @Override
  public void next(Object element) {
    if (element instanceof CharSequence text && texts.length() < LONGEST) {
      texts.append(text, 0, Math.min(text.length(), LONGEST - texts.length()));
    }
  }

  @Override
  public void done() {
    if (texts.length() > 0) {
      run.output(texts::toString);
    }
    run.end();
  }

  @Override
  public void failed(Throwable error) {
    run.fail(error);
  }

  @Override
  public void cancelled() {
    run.cancel();
  }
}
