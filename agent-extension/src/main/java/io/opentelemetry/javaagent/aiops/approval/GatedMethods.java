/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import java.util.Map;
import java.util.Set;

/** The methods that the operator wants gated, by the class that declares them. */
public final class GatedMethods {

  private static volatile Map<String, Set<String>> configured = Map.of();

  /** Sets what {@link #configured} returns; called once, before hooks are made. */
  public static void configure(Map<String, Set<String>> methods) {
    configured = Map.copyOf(methods);
  }

  /** Method names by class name. */
  public static Map<String, Set<String>> configured() {
    return configured;
  }

  private GatedMethods() {}
}
