/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * Where telemetry waits when the operator does not say: the user's state folder, which outlives a
 * reboot, or a folder named for the user among the temporary files where there is no home.
 */
final class SpoolDir {

  static Path of(Map<String, String> environment, Properties system) {
    String state = environment.get("XDG_STATE_HOME");
    if (state != null && Path.of(state).isAbsolute()) {
      return Path.of(state, "aiops", "spool");
    }
    String home = system.getProperty("user.home", "");
    if (!home.isBlank() && Files.isWritable(Path.of(home))) {
      return Path.of(home, ".local", "state", "aiops", "spool");
    }
    String user = system.getProperty("user.name", "unknown").replaceAll("[^A-Za-z0-9_.-]", "_");
    return Path.of(system.getProperty("java.io.tmpdir", "."), "aiops-" + user, "spool");
  }

  private SpoolDir() {}
}
