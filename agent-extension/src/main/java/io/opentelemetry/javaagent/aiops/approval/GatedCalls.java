/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.approval.ApprovalException.About;
import io.opentelemetry.javaagent.aiops.thread.EventLoops;
import org.jspecify.annotations.Nullable;

/**
 * Where hooks on actions ask whether these may run. A hook whose entry returns null skips the body:
 * so does one that fails, whatever fails in it. The refusal goes to the exit on another way.
 *
 * <pre>{@code
 * Passage passage = GatedCalls.pass(call);
 * if (passage instanceof Passage.Refused refused) {
 *   GatedCalls.turnAway(refused.why());
 *   return null;
 * }
 * // … in the exit, where the entry gave null:
 * throw GatedCalls.turnedAway("refund");
 * }</pre>
 */
public final class GatedCalls {

  private static final ThreadLocal<ApprovalException> TURNED_AWAY = new ThreadLocal<>();

  private static volatile @Nullable ApprovalGate gate;

  /** Whether actions are gated in this process. */
  public static boolean on() {
    return gate != null;
  }

  /** Admits or refuses a call. Never throws. */
  public static Passage pass(GatedCall call) {
    ApprovalGate current = gate;
    return current == null ? new Passage.Free() : current.pass(call);
  }

  /**
   * Whether {@link #pass} may have to wait for a reply about a call of {@code tool}, on a thread on
   * which nothing should wait: a hook that can go on elsewhere then does. Does not wait itself.
   *
   * @param context in which the tool is called; not inside an admitted call of the same tool
   */
  public static boolean mustWait(String tool, Context context) {
    ApprovalGate current = gate;
    return current != null
        && EventLoops.isCurrent()
        && !tool.equals(Inside.tool(context))
        && current.mayAsk(tool, context);
  }

  /** The refusal of a call for which there is no room among those that wait elsewhere. */
  public static ApprovalException crowded(String tool) {
    return new ApprovalUnavailableException(
        About.tool(tool), "as many tools wait as may; call fewer at once");
  }

  /**
   * The name to ask by for a call that may be one already admitted under another name: a
   * framework's for a server's tool.
   *
   * @param own the name where it is not
   */
  public static String nameInside(Context context, String own) {
    String admitted = Inside.tool(context);
    return admitted == null ? own : admitted;
  }

  /** The refusal that a failure of a hook is. */
  public static ApprovalException failed(String tool, Throwable fault) {
    return ApprovalGate.refused(tool, fault).why();
  }

  /** Leaves word for the exit of the hook, whose entry then returns null. */
  public static void turnAway(ApprovalException why) {
    TURNED_AWAY.set(why);
  }

  /** Why the entry of the hook on this thread skipped the body. */
  public static ApprovalException turnedAway(String tool) {
    ApprovalException why = TURNED_AWAY.get();
    TURNED_AWAY.remove();
    return why != null
        ? why
        : new ApprovalUnavailableException(About.tool(tool), "the agent failed; its log says how");
  }

  /** The refusal of what a publisher would do at another subscription than the approved one. */
  public static ApprovalException again(String tool) {
    return new ApprovalUnavailableException(
        About.tool(tool), "one subscription was approved; call the method again for another");
  }

  /** Asks {@code gate} from now on; null lets every call run. */
  public static void install(@Nullable ApprovalGate gate) {
    GatedCalls.gate = gate;
  }

  private GatedCalls() {}
}
