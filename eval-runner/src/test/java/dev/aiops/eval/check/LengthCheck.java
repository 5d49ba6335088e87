/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.eval.check.Target.Part;
import dev.aiops.eval.trace.Content;

/** An evaluator of one's own: 1 where the output has at most so many characters. */
public final class LengthCheck implements CustomCheck {

  @Override
  public String name() {
    return "length";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Check with(JsonNode settings) {
    if (!settings.path("most").isInt()) {
      throw new IllegalArgumentException("with.most must be a number of characters: add it");
    }
    int most = settings.get("most").asInt();
    return target -> {
      Content output = target.text(Part.OUTPUT);
      return output == null
          ? new Outcome.Unknown("output was not recorded")
          : Outcome.of(output.text().length() <= most, output.text().length() + " characters");
    };
  }
}
