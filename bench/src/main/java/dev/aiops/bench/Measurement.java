/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

/** One part of the measurements. */
interface Measurement {
  /** Measures for as long as the plan says; every process it starts has ended when it returns. */
  Finding measure(Lab lab, Plan plan) throws Exception;
}
