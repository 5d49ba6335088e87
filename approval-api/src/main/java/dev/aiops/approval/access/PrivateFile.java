/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that their owner alone may read. */
final class PrivateFile {

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");

  private PrivateFile() {}

  static FileAttribute<Set<PosixFilePermission>> owner() {
    return PosixFilePermissions.asFileAttribute(OWNER);
  }

  /** Fails where others may read or change it. */
  static void require(Path file) throws IOException {
    Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
    others.removeAll(OWNER);
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(
          file + " may be read or changed by others than its owner: chmod 600 it");
    }
  }

  /** What is done to a file while its lock is held. */
  interface Change {
    void make() throws IOException;
  }

  /** Two commands at once would each write what the other had not yet seen: the lock is a file. */
  static void locked(Path file, Change change) throws IOException {
    Path lock = directory(file).resolve(file.getFileName() + ".lock");
    Set<StandardOpenOption> how = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(lock, how, owner())) {
      // released when the channel is closed
      channel.lock();
      change.make();
    }
  }

  /** Puts other content in its place; who reads it sees what was or what is, and never a part. */
  static void replace(Path file, String content) throws IOException {
    Path next = Files.createTempFile(directory(file), file.getFileName() + ".", ".new", owner());
    try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  static Path directory(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException(file + " is no file");
    }
    return parent;
  }
}
