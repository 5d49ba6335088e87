/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import java.util.List;

/** The service does not start; the message has a line for each problem, with its remedy. */
public final class InvalidSettingsException extends RuntimeException {

  InvalidSettingsException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
