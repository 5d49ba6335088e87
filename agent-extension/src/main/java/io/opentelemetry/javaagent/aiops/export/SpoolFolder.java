/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The folder of one process, owned by whoever holds the lock on the file beside it. The lock goes
 * with its process, however that dies, and only then can another process take the folder over; two
 * never hold it.
 *
 * <p>The lock file is made and locked before the folder is, and removed after it: a folder without
 * a lock that can be taken always has a living owner.
 */
final class SpoolFolder {

  /** Of the files that hold batches. */
  static final String SUFFIX = "spool";

  private static final String LOCK = ".lock";
  private static final String REJECTED = "rejected";
  private static final int MAX_REJECTED = 16;

  /**
   * Locks this process holds. POSIX drops a process's lock when it closes any descriptor of the
   * file, so it must not even open the lock files of its own folders again.
   */
  private static final Set<Path> OWN_LOCKS = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final Path lockFile;
  private final FileChannel lock;
  private final Opener opener;
  private final Set<Batch> batches = new HashSet<>();

  private SpoolFolder(Path path, FileChannel lock, Opener opener) {
    this.path = path;
    this.lockFile = lockOf(path);
    this.lock = lock;
    this.opener = opener;
  }

  /** Opens a new file for appending; tests put a full disk here. */
  interface Opener {
    SeekableByteChannel open(Path file) throws IOException;

    /** The real one. */
    Opener REAL = file -> Files.newByteChannel(file, CREATE_NEW, WRITE);
  }

  /** Makes a folder for this process under the root, which is made too. */
  static SpoolFolder create(Path root, String name, Opener opener) throws IOException {
    PrivateFolder.make(root);
    Path path = root.toRealPath().resolve(name);
    FileChannel lock = lock(lockOf(path), CREATE_NEW, WRITE);
    try {
      PrivateFolder.make(path);
      return new SpoolFolder(path, lock, opener);
    } catch (IOException e) {
      unlock(lockOf(path), lock);
      throw e;
    }
  }

  /** Takes over a folder whose owner is dead, or nothing. */
  static Optional<SpoolFolder> adopt(Path path) {
    try {
      FileChannel lock = lock(lockOf(path), WRITE);
      if (Files.isDirectory(path)) {
        return Optional.of(new SpoolFolder(path, lock, Opener.REAL));
      }
      unlock(lockOf(path), lock);
    } catch (IOException e) {
      // its owner lives, or somebody else was faster
    }
    return Optional.empty();
  }

  /** Folders of processes under the root, oldest first. */
  static List<Path> all(Path root) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(root.toRealPath())) {
      return paths
          .filter(path -> !path.endsWith(REJECTED) && Files.isDirectory(path))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  Path path() {
    return path;
  }

  Opener opener() {
    return opener;
  }

  /** These batches live in this adopted folder until they report {@link #emptied}. */
  synchronized void holds(List<? extends Batch> adopted) {
    batches.addAll(adopted);
    if (batches.isEmpty()) {
      release();
    }
  }

  /** An adopted folder goes with its last batch. */
  synchronized void emptied(Batch batch) {
    if (batches.remove(batch) && batches.isEmpty()) {
      release();
    }
  }

  /** Moves a file to where only people look; the oldest of many go. */
  void reject(Path file) {
    try {
      Path rejected = path.resolveSibling(REJECTED);
      PrivateFolder.make(rejected);
      Files.move(file, rejected.resolve(file.getFileName()));
      keepNewest(rejected);
    } catch (IOException e) {
      Quietly.delete(file);
    }
  }

  /** Gives the folder up; with files in it, it waits for whoever adopts it. */
  void release() {
    Quietly.delete(path);
    unlock(lockFile, lock, Files.exists(path));
  }

  private static void keepNewest(Path rejected) throws IOException {
    try (Stream<Path> files = Files.list(rejected)) {
      List<Path> newestFirst = files.sorted(Comparator.comparing(SpoolFolder::age)).toList();
      newestFirst.stream().skip(MAX_REJECTED).forEach(Quietly::delete);
    }
  }

  private static long age(Path file) {
    return -file.toFile().lastModified();
  }

  private static Path lockOf(Path path) {
    return path.resolveSibling(path.getFileName() + LOCK);
  }

  private static FileChannel lock(Path file, java.nio.file.OpenOption... options)
      throws IOException {
    if (!OWN_LOCKS.add(file)) {
      throw new IOException("locked by this process: " + file);
    }
    try {
      FileChannel channel = FileChannel.open(file, options);
      if (channel.tryLock() != null) {
        return channel;
      }
      Quietly.close(channel);
    } catch (IOException e) {
      OWN_LOCKS.remove(file);
      throw e;
    }
    OWN_LOCKS.remove(file);
    throw new IOException("locked by another process: " + file);
  }

  private static void unlock(Path file, FileChannel lock) {
    unlock(file, lock, false);
  }

  private static void unlock(Path file, FileChannel lock, boolean keepFile) {
    if (!keepFile) {
      Quietly.delete(file);
    }
    Quietly.close(lock);
    OWN_LOCKS.remove(file);
  }
}
