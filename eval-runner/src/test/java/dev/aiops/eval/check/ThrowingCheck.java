/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import com.fasterxml.jackson.databind.JsonNode;

/** An evaluator of one's own that fails on every run. */
public final class ThrowingCheck implements CustomCheck {

  @Override
  public String name() {
    return "throwing";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Check with(JsonNode settings) {
    return target -> {
      throw new IllegalStateException("on purpose");
    };
  }
}
