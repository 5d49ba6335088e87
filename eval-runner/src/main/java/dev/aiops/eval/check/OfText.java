/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import dev.aiops.eval.check.Outcome.NotApplicable;
import dev.aiops.eval.check.Outcome.Scored;
import dev.aiops.eval.check.Outcome.Unknown;
import dev.aiops.eval.check.Target.Part;
import dev.aiops.eval.trace.Content;

/** A rule on one text of a target, as far as that was recorded. */
record OfText(Part part, TextRule rule) implements Check {

  @Override
  public Outcome on(Target target) {
    Content content = target.text(part);
    if (content == null) {
      return missing(target);
    }
    Outcome outcome = rule.of(content.text());
    return content.isWhole() || holds(outcome)
        ? outcome
        : new Unknown(part.text() + " was recorded in part only, and the rest may decide it");
  }

  private boolean holds(Outcome outcome) {
    return outcome instanceof Scored scored && rule.holdsForLonger(scored.score());
  }

  private Outcome missing(Target target) {
    boolean neverWas = (part == Part.OUTPUT || part == Part.RESULT) && !target.ending().isOk();
    return neverWas
        ? new NotApplicable(
            "it ended with " + target.ending().outcome() + ", without " + part.text())
        : new Unknown(part.text() + " was not recorded: switch its capture on in the app");
  }
}
