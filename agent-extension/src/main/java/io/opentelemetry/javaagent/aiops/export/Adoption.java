/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Takes over what dead processes on this host left in the spool folder. */
final class Adoption {

  private final Path root;

  Adoption(Path root) {
    this.root = root;
  }

  /** Batches nobody owned until now; their folders go when the last of them is sent. */
  List<FileBatch> adopt() {
    List<FileBatch> batches = new ArrayList<>();
    for (Path path : SpoolFolder.all(root)) {
      SpoolFolder.adopt(path).ifPresent(folder -> batches.addAll(batches(folder)));
    }
    return batches;
  }

  private static List<FileBatch> batches(SpoolFolder folder) {
    List<FileBatch> batches = new ArrayList<>();
    for (Path file : files(folder)) {
      try {
        // nothing: its process died before the first record was complete
        FileBatch.adopt(folder, file).ifPresentOrElse(batches::add, () -> Quietly.delete(file));
      } catch (IOException | RuntimeException e) {
        // not readable now, or of another version: it stays for whoever can
      }
    }
    folder.holds(batches);
    return batches;
  }

  private static List<Path> files(SpoolFolder folder) {
    try (Stream<Path> files = Files.list(folder.path())) {
      return files.sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
