/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.javaagent.aiops.Vocabulary;
import io.opentelemetry.javaagent.aiops.approval.Approvals.Answer;
import io.opentelemetry.javaagent.aiops.approval.Approvals.Report;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An approved action that runs now. What comes of it is told once; where the process dies first,
 * the control plane says that nobody knows. Never throws.
 */
public final class Execution {

  private static final int MOST_CHARS = 200;

  private final Approvals approvals;
  private final Answer.Execution used;
  private final Span span;
  private final @Nullable FrozenArguments edited;
  private final long startNanos = System.nanoTime();
  private final AtomicBoolean told = new AtomicBoolean();

  Execution(
      Approvals approvals, Answer.Execution used, Span span, @Nullable FrozenArguments edited) {
    this.approvals = approvals;
    this.used = used;
    this.span = span;
    this.edited = edited;
  }

  /** The action returned. */
  public void succeeded() {
    tell("");
  }

  /**
   * The action failed.
   *
   * @param errorType class of the exception, or another word for it
   */
  public void failed(String errorType) {
    tell(errorType.isEmpty() ? "error" : cut(errorType));
  }

  /**
   * What the model must be told before the result, because something else ran than it asked for;
   * null where that is not so.
   */
  public @Nullable String notice() {
    return edited == null
        ? null
        : "The person who approved this call changed its arguments; it was executed with "
            + edited.text()
            + " instead. Result: ";
  }

  private static String cut(String errorType) {
    return errorType.length() <= MOST_CHARS ? errorType : errorType.substring(0, MOST_CHARS);
  }

  private void tell(String errorType) {
    if (told.compareAndSet(false, true)) {
      Faults.guard("reporting an approved action", () -> report(errorType));
    }
  }

  private void report(String errorType) {
    span.setAttribute(Vocabulary.APPROVAL_STATE, errorType.isEmpty() ? "EXECUTED" : "FAILED");
    long millis = (System.nanoTime() - startNanos) / 1_000_000;
    String request = UUID.randomUUID().toString();
    approvals.report(new Report(request, used.approval().id(), used.id(), errorType, millis));
  }
}
