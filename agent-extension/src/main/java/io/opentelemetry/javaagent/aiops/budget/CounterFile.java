/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The counters of this process's leases, in a file that is mapped into memory, so that the next
 * process on the host can say what they were if this one is killed. Updating them is writing to
 * memory; the kernel keeps it when the process dies. In a folder that only its owner may look into.
 */
public final class CounterFile implements AutoCloseable {

  static final String SUFFIX = ".counters";
  static final String LOCK_SUFFIX = ".lock";

  private static final String OWNER_ONLY = "rwx------";

  private final ByteBuffer memory;
  private final @Nullable Path file;
  private final @Nullable CounterLock lock;

  private CounterFile(ByteBuffer memory, @Nullable Path file, @Nullable CounterLock lock) {
    this.memory = memory;
    this.file = file;
    this.lock = lock;
  }

  /** Counters that nobody can read after this process: for where there is no disk to write to. */
  public static CounterFile inMemory() {
    ByteBuffer memory = ByteBuffer.allocateDirect(CounterLayout.FILE_BYTES);
    CounterLayout.writeHeader(memory, "none");
    return new CounterFile(memory, null, null);
  }

  /**
   * A new file in {@code folder}, which is made if need be.
   *
   * @throws IOException if it cannot be written; {@link #inMemory} does without
   */
  public static CounterFile create(Path folder) throws IOException {
    return create(folder, BootId.current().orElse("none"));
  }

  static CounterFile create(Path folder, String bootId) throws IOException {
    makePrivate(folder);
    String name = UUID.randomUUID().toString();
    Path home = folder.toRealPath();
    CounterLock lock = CounterLock.create(home.resolve(name + LOCK_SUFFIX));
    try {
      Path file = home.resolve(name + SUFFIX);
      ByteBuffer memory = map(file);
      CounterLayout.writeHeader(memory, bootId);
      return new CounterFile(memory, file, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static ByteBuffer map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, Set.of(CREATE_NEW, READ, WRITE))) {
      // real zeros, not a hole: a disk that is full later on must not kill a write to memory
      ByteBuffer zeros = ByteBuffer.allocate(CounterLayout.FILE_BYTES);
      while (zeros.hasRemaining()) {
        int ignored = channel.write(zeros);
      }
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, CounterLayout.FILE_BYTES);
    }
  }

  private static void makePrivate(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    try {
      Files.createDirectory(folder, posix ? ownerOnly() : new FileAttribute<?>[0]);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException(folder + " is no folder of ours: name another one", e);
      }
      if (posix) { // fails unless the folder is ours
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(OWNER_ONLY));
      }
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
    };
  }

  /**
   * A lease whose counters are kept here.
   *
   * @param skewMillis how far our own clock may be off before its date is believed to be wrong
   * @throws IllegalArgumentException if its names are too long
   * @throws IllegalStateException if {@value CounterLayout#SLOTS} leases are kept already
   */
  public synchronized Lease open(Lease.Grant grant, long skewMillis) {
    for (int slot = 0; slot < CounterLayout.SLOTS; slot++) {
      if (CounterLayout.isEmpty(memory, slot)) {
        Counters counters = CounterLayout.counters(memory, slot);
        counters.grant(grant.nanoUsd());
        CounterLayout.write(memory, slot, named(grant));
        return new Lease(grant, counters, skewMillis);
      }
    }
    throw new IllegalStateException(
        CounterLayout.SLOTS + " leases are open: ask for fewer and larger ones");
  }

  private static CounterLayout.Named named(Lease.Grant grant) {
    return new CounterLayout.Named(grant.id(), grant.budget(), grant.day().toEpochDay());
  }

  /**
   * Forgets a lease that was reported as closed.
   *
   * @throws IllegalStateException if a call may still be settled on it
   */
  public synchronized void forget(Lease lease) {
    if (!lease.isDrained()) {
      throw new IllegalStateException(
          "lease " + lease.grant().id() + " is in use: retire it until it is drained");
    }
    for (int slot = 0; slot < CounterLayout.SLOTS; slot++) {
      if (holds(slot, lease.grant())) {
        CounterLayout.clear(memory, slot);
      }
    }
  }

  private boolean holds(int slot, Lease.Grant grant) {
    return !CounterLayout.isEmpty(memory, slot)
        && CounterLayout.read(memory, slot).filter(named(grant)::equals).isPresent();
  }

  /** Removes the file: every lease in it was reported as closed. */
  @Override
  public synchronized void close() throws IOException {
    if (file != null && lock != null) {
      Files.deleteIfExists(file);
      lock.close();
    }
  }
}
