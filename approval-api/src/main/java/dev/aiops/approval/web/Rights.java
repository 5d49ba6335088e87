/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.approvals.ApprovalState;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a page offers a person to do. The engine decides on its own what they may, so that a form
 * which should not be there does nothing.
 *
 * @param decide whether the form is shown
 * @param approve whether the form can approve, too
 * @param confirm whether the password is asked for first
 * @param revoke whether taking back is offered
 * @param note why the form is not shown, or not all of it; empty where it is
 */
record Rights(boolean decide, boolean approve, boolean confirm, boolean revoke, String note) {

  /** How old a login may be that decides what is critical. */
  static final Duration FRESH = Duration.ofMinutes(5);

  private static final String OWN =
      "You asked for this, so another must approve it. You may deny it.";

  static Rights of(Approval approval, Visit visit, String adminRole, Instant now) {
    Set<String> roles = visit.person().roles();
    boolean approver = approval.rule().approvers().stream().anyMatch(roles::contains);
    boolean revoke =
        approval.state() == ApprovalState.APPROVED && (approver || roles.contains(adminRole));
    if (approval.state() != ApprovalState.PENDING) {
      return new Rights(false, false, false, revoke, "");
    } else if (!approver) {
      return new Rights(false, false, false, false, lacks(approval));
    }
    boolean confirm = approval.rule().critical() && !visit.person().authenticatedWithin(FRESH, now);
    boolean own = isExcluded(approval, visit);
    return new Rights(true, !own, confirm, false, own ? OWN : "");
  }

  private static String lacks(Approval approval) {
    return "To decide this one needs the role "
        + String.join(" or ", approval.rule().approvers())
        + ".";
  }

  private static boolean isExcluded(Approval approval, Visit visit) {
    return !approval.rule().requesterMayApprove()
        && isSame(approval.asked().action().requester(), visit.person().name());
  }

  private static boolean isSame(@Nullable String requester, String name) {
    return requester != null && plain(requester).equals(plain(name));
  }

  private static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }
}
