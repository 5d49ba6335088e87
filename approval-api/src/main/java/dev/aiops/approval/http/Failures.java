/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import dev.aiops.approval.approvals.UnreadableArgumentsException;
import dev.aiops.approval.engine.LeaseRefusedException;
import dev.aiops.approval.engine.NotCoveredException;
import dev.aiops.approval.label.LabelBookException;
import dev.aiops.approval.log.ControlLogUnavailableException;
import dev.aiops.approval.log.SequencerBusyException;
import dev.aiops.approval.log.SequencerClosedException;
import io.javalin.http.HttpResponseException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What is answered for an exception. */
final class Failures {

  private static final System.Logger LOG = System.getLogger(Failures.class.getName());

  private final BooleanSupplier halted;

  Failures(BooleanSupplier halted) {
    this.halted = halted;
  }

  Refusal refusal(Throwable thrown) {
    Throwable why = thrown instanceof CompletionException ? cause(thrown) : thrown;
    if (why instanceof RefusedException refused) {
      return Refusal.of(refused.rule(), text(refused));
    } else if (why instanceof LeaseRefusedException refused) {
      return Refusal.of(refused.rejected());
    } else if (why instanceof NotCoveredException) {
      return Refusal.of(Rule.NOT_COVERED, text(why));
    } else if (why instanceof HttpResponseException http) {
      return ofHttp(http);
    } else if (why instanceof UnreadableArgumentsException) {
      return Refusal.of(Rule.ARGUMENTS_UNREADABLE, text(why));
    } else if (why instanceof IllegalArgumentException) {
      return Refusal.of(Rule.MALFORMED, text(why));
    }
    return ofLog(why);
  }

  private Refusal ofLog(Throwable why) {
    if (why instanceof ControlLogUnavailableException log) {
      return Refusal.of(
          log.outcomeUnknown() ? Rule.OUTCOME_UNKNOWN : Rule.LOG_UNAVAILABLE, text(log));
    } else if (why instanceof LabelBookException book) {
      return Refusal.of(
          book.outcomeUnknown() ? Rule.OUTCOME_UNKNOWN : Rule.LOG_UNAVAILABLE, text(book));
    } else if (why instanceof TimeoutException) {
      return Refusal.of(Rule.OUTCOME_UNKNOWN, "the control log has not answered in time");
    } else if (why instanceof SequencerBusyException) {
      return Refusal.of(Rule.BUSY, text(why));
    } else if (why instanceof SequencerClosedException) {
      return Refusal.of(Rule.SHUTTING_DOWN, text(why));
    }
    return ofOurs(why);
  }

  private Refusal ofOurs(Throwable why) {
    if (halted.getAsBoolean()) {
      return Refusal.of(Rule.LOG_HALTED, text(why));
    }
    LOG.log(System.Logger.Level.ERROR, "a request failed", why);
    return Refusal.of(Rule.INTERNAL, "the service failed");
  }

  private static Refusal ofHttp(HttpResponseException http) {
    Rule rule =
        switch (http.getStatus()) {
          case 404 -> Rule.UNKNOWN_PATH;
          case 405 -> Rule.WRONG_METHOD;
          case 413 -> Rule.TOO_LARGE;
          default -> Rule.MALFORMED;
        };
    return Refusal.of(rule, text(http));
  }

  private static Throwable cause(Throwable thrown) {
    @Nullable Throwable cause = thrown.getCause();
    return cause == null ? thrown : cause;
  }

  private static String text(Throwable why) {
    return String.valueOf(why.getMessage());
  }
}
