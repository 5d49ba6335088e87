/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An evaluator of one's own: a provider of {@link java.util.ServiceLoader}, in a jar on the class
 * path, named in {@code META-INF/services/dev.aiops.eval.check.CustomCheck}. Definitions use it
 * with {@code type: custom} and its name.
 */
public interface CustomCheck {

  /** Its name in definitions; the only one of that name. */
  String name();

  /** Version of its code: a new one begins a new series of scores. */
  String version();

  /**
   * Makes the check of a definition.
   *
   * @param settings what the definition has under {@code with}; an empty object without
   * @throws IllegalArgumentException with what is wrong with the settings and the remedy
   */
  Check with(JsonNode settings);
}
