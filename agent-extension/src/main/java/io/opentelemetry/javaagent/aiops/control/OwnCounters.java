/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import io.opentelemetry.javaagent.aiops.budget.CounterFile;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** This process's counter file, made when it is needed. For the keeper's thread. */
final class OwnCounters {

  private final Path folder;
  private final Outages outages;
  private @Nullable CounterFile file;

  OwnCounters(Path folder, Outages outages) {
    this.folder = folder;
    this.outages = outages;
  }

  CounterFile file() {
    CounterFile open = file == null ? create() : file;
    file = open;
    return open;
  }

  private CounterFile create() {
    try {
      return CounterFile.create(folder);
    } catch (IOException | RuntimeException e) {
      outages.once(
          "no counter file can be kept in "
              + folder
              + " ("
              + e
              + "): if this process is killed, the money it holds stays spent for the day; name a"
              + " folder that it may write to");
      return CounterFile.inMemory();
    }
  }

  /** Removes it: the control plane has every lease in it closed. */
  void remove() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      outages.once("a counter file in " + folder + " cannot be removed: " + Http.reason(e));
    }
  }
}
