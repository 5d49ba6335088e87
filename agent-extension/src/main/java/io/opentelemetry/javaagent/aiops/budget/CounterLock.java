/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Says that a counter file has a living owner. The lock goes with its process, however it dies. */
final class CounterLock implements AutoCloseable {

  /**
   * Locks of this process. POSIX drops a process's lock when it closes any descriptor of the file,
   * so it must not even open the lock files of its own again.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private CounterLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Makes a lock file and holds it. */
  static CounterLock create(Path file) throws IOException {
    return take(file, CREATE_NEW, WRITE)
        .orElseThrow(() -> new IOException(file + " is locked by somebody else"));
  }

  /** Takes over the lock of a dead process; empty if its owner lives, or is this process. */
  static Optional<CounterLock> takeOver(Path file) throws IOException {
    return Files.exists(file) ? take(file, WRITE) : Optional.empty();
  }

  private static Optional<CounterLock> take(Path file, OpenOption... options) throws IOException {
    if (!OWN.add(file)) {
      return Optional.empty();
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, Set.of(options));
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new CounterLock(file, channel));
      }
    } catch (IOException | RuntimeException e) {
      release(file, channel);
      throw e;
    }
    release(file, channel);
    return Optional.empty();
  }

  private static void release(Path file, @Nullable FileChannel channel) throws IOException {
    OWN.remove(file);
    if (channel != null) {
      channel.close();
    }
  }

  /** Lets go and keeps the lock file, for whoever comes next. */
  void letGo() throws IOException {
    release(file, channel);
  }

  /** Removes the lock file and lets go. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    release(file, channel);
  }
}
