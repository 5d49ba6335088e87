/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import dev.aiops.approval.budget.Money;
import dev.aiops.approval.notify.Notice.ActionFacts;
import dev.aiops.approval.notify.Notice.RaiseFacts;
import dev.aiops.approval.web.Visible;
import java.util.Locale;

/** A notice in a sentence. What models and people wrote is shown as the pages show it. */
final class Words {

  /** The most characters of a name that are shown. */
  private static final int LONGEST = 120;

  private Words() {}

  /** What happened, without a name in it. */
  static String title(Notice notice) {
    String state = notice.state().toLowerCase(Locale.ROOT).replace('_', ' ');
    if (notice.type().isReminder()) {
      return "Still waits for a person (reminder " + notice.reminder() + ")";
    } else if (notice.type().isNew()) {
      return "Waits for a person";
    }
    return state.substring(0, 1).toUpperCase(Locale.ROOT) + state.substring(1);
  }

  static String summary(Notice notice) {
    String by = notice.by().isEmpty() ? "" : " by " + shown(String.join(", ", notice.by()));
    return title(notice) + by + ": " + subject(notice);
  }

  private static String subject(Notice notice) {
    ActionFacts action = notice.action();
    RaiseFacts raise = notice.raise();
    if (action != null) {
      return "tool " + shown(action.tool()) + " of agent " + shown(action.agent()) + where(action);
    } else if (raise != null) {
      return amount(raise) + " more today for budget " + raise.budget();
    }
    return shown(notice.entity());
  }

  private static String where(ActionFacts action) {
    return " ("
        + shown(action.service())
        + ", "
        + shown(action.environment())
        + "), rule "
        + shown(action.rule());
  }

  static String amount(RaiseFacts raise) {
    return Money.usd(raise.amount());
  }

  /** A name on one line, with what is not seen made visible. */
  static String shown(String name) {
    return name.isEmpty() ? "unknown" : Visible.line(name, LONGEST);
  }
}
