/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

/** Nobody can be shown what would run: the arguments have no one canonical form. */
public final class UnreadableArgumentsException extends Exception {

  private static final long serialVersionUID = 1;

  /**
   * A reason.
   *
   * @param why for a person to read; follows "its arguments cannot be read: "
   */
  public UnreadableArgumentsException(String why) {
    super(why);
  }

  /** What is wrong with them. */
  String why() {
    return String.valueOf(getMessage());
  }
}
