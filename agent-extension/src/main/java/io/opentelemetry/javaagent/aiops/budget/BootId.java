/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which start of the machine this is. What a process wrote to mapped memory survives its death, but
 * not the machine's: a counter file of another start may be older than what was spent.
 */
public final class BootId {

  private static final Path LINUX = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int MAX_BYTES = 64;

  private BootId() {}

  /** Empty where the system does not say: then no counter file is ever believed. */
  public static Optional<String> current() {
    return read(LINUX);
  }

  static Optional<String> read(Path file) {
    try {
      String id = Files.readString(file, StandardCharsets.US_ASCII).strip();
      return id.isEmpty() || id.length() > MAX_BYTES ? Optional.empty() : Optional.of(id);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
