/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts how often the same body has failed, for faults that only hit the first attempts. */
final class Attempts {

  private final Map<String, Integer> failed = new ConcurrentHashMap<>();

  /** The fault for this attempt: the one ordered, or none once its {@code times} are over. */
  Fault fault(Directives how, String bodySha256) {
    Fault fault = how.fault();
    if (fault == Fault.NONE || how.number("times").isEmpty()) return fault;
    int times = how.number("times").get();
    int soFar = failed.merge(bodySha256, 1, Integer::sum);
    if (soFar <= times) return fault;
    failed.remove(bodySha256);
    return Fault.NONE;
  }
}
