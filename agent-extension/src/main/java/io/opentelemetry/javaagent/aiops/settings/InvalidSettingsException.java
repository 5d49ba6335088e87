/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.settings;

import java.util.List;

/** Settings break rules; the message lists all of them. */
final class InvalidSettingsException extends RuntimeException {

  InvalidSettingsException(List<String> problems) {
    super(
        problems.size()
            + (problems.size() == 1 ? " setting is" : " settings are")
            + " wrong; nothing is recorded until put right, and the app runs:\n  "
            + String.join("\n  ", problems));
  }
}
