/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

/** An answer is not what the contract says. */
final class ContractException extends Exception {

  private static final long serialVersionUID = 1;

  ContractException(String what) {
    super(what);
  }
}
