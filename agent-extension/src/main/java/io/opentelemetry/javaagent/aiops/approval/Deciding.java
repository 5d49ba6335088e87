/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.javaagent.aiops.approval.ApprovalException.About;
import io.opentelemetry.javaagent.aiops.approval.ApprovalView.State;
import io.opentelemetry.javaagent.aiops.approval.Approvals.Answer;
import io.opentelemetry.javaagent.aiops.approval.Approvals.Ask;
import io.opentelemetry.javaagent.aiops.run.Run;
import io.opentelemetry.javaagent.aiops.thread.EventLoops;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** From a question to the use of an approval, or a refusal. Thread-safe. */
final class Deciding {

  /** An approval may go to another call of the same run, with the same arguments, meanwhile. */
  private static final int MOST_QUESTIONS = 4;

  private final Approvals approvals;
  private final Waiting waiting;
  private final Consuming consuming;
  private final Denials denials = new Denials();

  Deciding(Approvals approvals, int maxWaiting) {
    this.approvals = approvals;
    this.waiting = new Waiting(approvals, maxWaiting);
    this.consuming = new Consuming(approvals);
  }

  Passage decide(GatedCall call, Ask ask, @Nullable Run run)
      throws InterruptedException, UnreadableArgumentsException {
    Span span = Span.fromContext(call.context());
    ApprovalView denied = denials.of(ask);
    if (denied != null) {
      ApprovalSpans.put(span, denied);
      return refusal(call, denied);
    }
    if (EventLoops.isLoop()) {
      return unavailable(call, onLoop());
    }
    Ask question = ask;
    for (int asked = 0; asked < MOST_QUESTIONS; asked++) {
      Passage passage = once(call, question, run, span);
      if (passage != null) {
        return passage;
      }
      question = again(ask);
    }
    return unavailable(call, "other calls with the same arguments use up each approval of it");
  }

  private static String onLoop() {
    return "nobody is asked on "
        + Thread.currentThread().getName()
        + ", which is an event loop: run the tool on a thread that may block";
  }

  private static Ask again(Ask ask) {
    return new Ask(
        UUID.randomUUID().toString(),
        ask.action(),
        ask.actionHash(),
        ask.runId(),
        ask.spanId(),
        ask.requester(),
        ask.runInput(),
        ask.hints());
  }

  /** Null where the approval that was found has been used by another call. */
  private @Nullable Passage once(GatedCall call, Ask ask, @Nullable Run run, Span span)
      throws InterruptedException, UnreadableArgumentsException {
    Answer answer = approvals.request(ask);
    if (answer instanceof Answer.NotNeeded) {
      return admitted(call, ask.action().arguments(), null);
    } else if (!(answer instanceof Answer.Stands)) {
      return unavailable(call, why(answer));
    }
    ApprovalView view = ((Answer.Stands) answer).approval();
    ApprovalSpans.put(span, view);
    if (view.state() == State.PENDING) {
      view = waiting.await(view, call, run, span);
      ApprovalSpans.put(span, view);
    }
    return decided(call, ask, view, span);
  }

  private @Nullable Passage decided(GatedCall call, Ask ask, ApprovalView view, Span span)
      throws InterruptedException, UnreadableArgumentsException {
    if (view.state() == State.APPROVED) {
      return use(call, ask.action(), view, span);
    } else if (view.state().isUsed()) {
      return null;
    } else if (view.state() == State.DENIED) {
      denials.keep(ask, view);
    }
    return refusal(call, view);
  }

  private @Nullable Passage use(GatedCall call, Action action, ApprovalView view, Span span)
      throws InterruptedException, UnreadableArgumentsException {
    FrozenArguments edited = view.edited();
    if (edited == null && !view.actionHash().equals(action.hash())) {
      return unavailable(call, "the approval that was found is of another action");
    }
    Action runs = edited == null ? action : action.with(edited);
    Answer answer = consuming.consume(view.id(), runs);
    if (answer instanceof Answer.Execution used) {
      ApprovalSpans.put(span, used.approval());
      return admitted(call, runs.arguments(), new Execution(approvals, used, span, edited));
    }
    boolean gone = answer instanceof Answer.Rejected no && no.rule().equals("already_consumed");
    return gone ? null : unavailable(About.of(view, call.tool()), why(answer));
  }

  private static Passage admitted(
      GatedCall call, FrozenArguments arguments, @Nullable Execution execution) {
    return new Passage.Admitted(Inside.of(call, arguments), arguments, execution);
  }

  private static Passage refusal(GatedCall call, ApprovalView view) {
    About about = About.of(view, call.tool());
    if (view.state() == State.PENDING) {
      return new Passage.Refused(new ApprovalPendingException(about));
    }
    String said =
        view.state() == State.DENIED
            ? said(view)
            : "the approval of this call is " + view.state().name().toLowerCase(Locale.ROOT) + ".";
    String reason = ModelText.clean(view.denialReason());
    return new Passage.Refused(new ApprovalDeniedException(about, said, reason));
  }

  private static String said(ApprovalView view) {
    String said = ModelText.clean(view.onDenial());
    return said.isEmpty() ? "A person declined this call." : said;
  }

  private static String why(Answer answer) {
    return answer instanceof Answer.Rejected no
        ? no.message() + " (" + no.rule() + ")"
        : answer instanceof Answer.Unavailable out ? out.why() : "the answer is " + answer;
  }

  private static Passage unavailable(GatedCall call, String why) {
    return unavailable(About.tool(call.tool()), why);
  }

  private static Passage unavailable(About about, String why) {
    return new Passage.Refused(new ApprovalUnavailableException(about, why));
  }
}
