/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

/** What a budget does about a call that no longer fits. */
public enum Mode {
  /** Refuses it. */
  ENFORCE,
  /** Lets it pass and records that it would have been refused. */
  OBSERVE
}
