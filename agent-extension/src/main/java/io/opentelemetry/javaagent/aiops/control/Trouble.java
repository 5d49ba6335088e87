/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

/**
 * Why an exchange decided nothing; it may be tried again.
 *
 * @param why for a person to read, with what can be done
 */
record Trouble(Kind kind, String why) {

  /** What is the matter. */
  enum Kind {
    /** Nobody answers. */
    UNREACHABLE,
    /** The token is not good for this. */
    ACCESS,
    /** It answers that it cannot decide now. */
    BUSY,
    /** What it says is not in the contract. */
    CONTRACT
  }
}
