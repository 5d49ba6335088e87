/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.approval.ApprovalException.About;
import io.opentelemetry.javaagent.aiops.approval.Approvals.Ask;
import io.opentelemetry.javaagent.aiops.approval.Approvals.Rules;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.run.ProcessIdentity;
import io.opentelemetry.javaagent.aiops.run.Run;
import io.opentelemetry.javaagent.aiops.run.RunRegistry;
import io.opentelemetry.javaagent.aiops.thread.EventLoops;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a tool passes before it runs: no rule holds it, or a person has approved this very call, and
 * that approval is used up; else it does not run. A failure of ours is a refusal, too. Thread-safe.
 */
public final class ApprovalGate {

  private static final int MOST_INPUT = 4096;

  private final Approvals approvals;
  private final RunRegistry runs;
  private final Supplier<ProcessIdentity> process;
  private final Requester requester;
  private final Duration startWait;
  private final Deciding deciding;

  /**
   * A gate.
   *
   * @param startWait how long a call waits for the first word of the control plane
   * @param maxWaiting how many threads may wait for a person at once
   */
  public ApprovalGate(
      Approvals approvals,
      RunRegistry runs,
      Supplier<ProcessIdentity> process,
      Requester requester,
      Duration startWait,
      int maxWaiting) {
    this.approvals = approvals;
    this.runs = runs;
    this.process = process;
    this.requester = requester;
    this.startWait = startWait;
    this.deciding = new Deciding(approvals, maxWaiting);
  }

  /**
   * Admits or refuses a call; waits for a person where the rule says so. On an event loop nothing
   * is waited for, not even the control plane's reply: what would have to be asked is refused.
   * Never throws.
   */
  public Passage pass(GatedCall call) {
    try {
      return decide(call);
    } catch (Throwable t) {
      return refused(call.tool(), t);
    }
  }

  private Passage decide(GatedCall call) throws InterruptedException {
    Rules rules = approvals.rules();
    if (rules instanceof Rules.Unknown && !EventLoops.isLoop()) {
      rules = approvals.awaitRules(startWait);
    }
    if (rules instanceof Rules.Unknown unknown) {
      return unavailable(call.tool(), unknown.why());
    }
    return decide(call, (Rules.Known) rules);
  }

  /** Whether {@link #pass} may have to ask the control plane about a call of {@code tool}. */
  boolean mayAsk(String tool, Context context) {
    if (!(approvals.rules() instanceof Rules.Known known)) {
      return true;
    }
    Run run = runs.find(context);
    return known.mayHold(tool, run == null ? "" : run.agent());
  }

  private Passage decide(GatedCall call, Rules.Known rules) throws InterruptedException {
    Run run = runs.find(call.context());
    String agent = run == null ? "" : run.agent();
    if (!rules.mayHold(call.tool(), agent)) {
      return new Passage.Free();
    }
    try {
      return Inside.admits(call) ? new Passage.Free() : ask(call, rules, run, agent);
    } catch (UnreadableArgumentsException e) {
      return unavailable(call.tool(), "its arguments cannot be read: " + e.why() + ".");
    }
  }

  private Passage ask(GatedCall call, Rules.Known rules, @Nullable Run run, String agent)
      throws InterruptedException, UnreadableArgumentsException {
    if (rules.outage() != null) {
      return unavailable(call.tool(), rules.outage());
    }
    ProcessIdentity here = process.get();
    FrozenArguments arguments = call.arguments().freeze();
    String definition = call.definition().get();
    Action action =
        new Action(
            here.serviceName(), here.environment(), agent, call.tool(), definition, arguments);
    return deciding.decide(call, ask(action, call, run), run);
  }

  private Ask ask(Action action, GatedCall call, @Nullable Run run)
      throws UnreadableArgumentsException {
    Span span = Span.fromContext(call.context());
    String trace = span.getSpanContext().isValid() ? span.getSpanContext().getTraceId() : "";
    return new Ask(
        UUID.randomUUID().toString(),
        action,
        action.hash(),
        run == null ? trace : run.id(),
        span.getSpanContext().isValid() ? span.getSpanContext().getSpanId() : "",
        requester.of(call.context(), run),
        run == null ? null : input(run),
        call.hints());
  }

  private static @Nullable String input(Run run) {
    String input = run.input();
    return input == null || input.length() <= MOST_INPUT ? input : input.substring(0, MOST_INPUT);
  }

  /** The refusal that a failure of ours is. Never throws. */
  static Passage.Refused refused(String tool, Throwable fault) {
    if (fault instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return unavailable(tool, "the thread was interrupted before anybody could be asked");
    }
    Faults.reportRefusal("asking for approval", fault);
    return unavailable(tool, "the agent failed with " + fault);
  }

  private static Passage.Refused unavailable(String tool, String why) {
    return new Passage.Refused(new ApprovalUnavailableException(About.tool(tool), why));
  }
}
