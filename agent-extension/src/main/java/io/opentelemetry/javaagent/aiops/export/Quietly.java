/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Clean-up whose failure changes nothing: what stays behind is found again at the next start. */
final class Quietly {

  private Quietly() {}

  static void close(Closeable resource) {
    try {
      resource.close();
    } catch (IOException e) {
      // nothing was lost: the data had been written before
    }
  }

  static boolean delete(Path path) {
    try {
      return Files.deleteIfExists(path);
    } catch (IOException e) {
      return false;
    }
  }
}
