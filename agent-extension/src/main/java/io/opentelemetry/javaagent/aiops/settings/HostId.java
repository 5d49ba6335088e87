/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.settings;

import io.opentelemetry.javaagent.aiops.budget.BootId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The machine and its boot, as the control plane tells machines apart: equal only where one process
 * can read what the other left. Containers of one machine have names of their own.
 */
final class HostId {

  private static final Path NAME = Path.of("/proc/sys/kernel/hostname");

  /** Of this process. */
  static String of(Map<String, String> environment) {
    String name =
        Stream.of(kernelName(), environment.get("HOSTNAME"), environment.get("COMPUTERNAME"))
            .filter(Objects::nonNull)
            .filter(each -> !each.isBlank())
            .findFirst()
            .orElse("unknown");
    return name + "/" + BootId.current().orElse("unknown");
  }

  private static String kernelName() {
    try {
      return Files.readString(NAME).strip();
    } catch (IOException | RuntimeException e) {
      return ""; // no Linux: its environment tells
    }
  }

  private HostId() {}
}
