/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.approvals.Arguments;
import dev.aiops.approval.approvals.Deciding.Answer;
import dev.aiops.approval.approvals.Deciding.Person;
import dev.aiops.approval.approvals.Deciding.Seen;
import dev.aiops.approval.budget.Channel;
import io.javalin.http.Context;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person sent with the form of an approval; kept, so that a mistake costs no typing.
 *
 * @param request drawn for the form, so that it counts once however often it is sent
 * @param version of the approval that the person saw
 * @param shown digest of what the page showed of it
 * @param arguments as the person left them; null where the form has none
 */
record Sent(
    String request,
    String version,
    String shown,
    String decision,
    String reason,
    @Nullable String arguments) {

  static final String EDIT = "edit";

  private static final String APPROVE = "approve";
  private static final String DENY = "deny";
  private static final int LONGEST = 1_000;

  static Sent of(Context context) {
    return new Sent(
        Guard.field(context, "request"),
        Guard.field(context, "version"),
        Guard.field(context, "shown"),
        Guard.field(context, "decision"),
        Guard.field(context, "reason").strip(),
        context.formParam("arguments"));
  }

  /** An empty form. */
  static Sent none() {
    return new Sent(UUID.randomUUID().toString(), "", "", "", "", null);
  }

  /** With text from before; arguments that are as they stand are none of it. */
  Sent with(String text, @Nullable String written, Approval seen) {
    boolean changed = written != null && !isUnchanged(written, seen);
    return new Sent(request, version, shown, decision, text, changed ? written : null);
  }

  /** Whether it has text. */
  boolean isWritten() {
    return !reason.isEmpty() || arguments != null;
  }

  /** The same text in a form of its own, which is not the one that was sent. */
  Sent again() {
    return new Sent(UUID.randomUUID().toString(), version, shown, decision, reason, arguments);
  }

  /**
   * What the person orders.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  Answer answer(Approval seen, Person person) {
    require(List.of(APPROVE, DENY, EDIT).contains(decision), "Press one of the buttons");
    require(!decision.equals(DENY) || !reason.isEmpty(), "A denial needs a reason");
    require(reason.length() <= LONGEST, "The reason has more than 1000 characters");
    require(!request.isEmpty() && request.length() <= 100, "Load the page again");
    require(version.matches("[0-9]{1,18}"), "Load the page again");
    return new Answer(
        seen.id(),
        request,
        person,
        !decision.equals(DENY),
        reason,
        new Seen(Channel.PAGE, Long.parseLong(version), shown),
        edited(seen));
  }

  /**
   * Whether it is not about what the page shows. An old version is none of this: what came in
   * between is told by the engine.
   */
  boolean differsFrom(Approval seen) {
    boolean current = version.equals(Long.toString(seen.version()));
    return current && !shown.equals(PageDigest.of(seen));
  }

  private @Nullable Arguments edited(Approval seen) {
    if (decision.equals(EDIT)) {
      return ArgumentText.read(Objects.requireNonNullElse(arguments, ""));
    } else if (decision.equals(APPROVE) && arguments != null) {
      require(
          isUnchanged(arguments, seen),
          "You changed the arguments, so press the button that approves the changes, or undo them");
    }
    return null;
  }

  private static boolean isUnchanged(String written, Approval seen) {
    try {
      return ArgumentText.read(written).equals(seen.proposed());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void require(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
