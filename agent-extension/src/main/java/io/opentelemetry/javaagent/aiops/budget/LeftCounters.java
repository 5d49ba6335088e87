/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a dead process on this host left: its leases and how much of each is gone. Whoever holds it
 * is the only one; it is removed when the control plane has been told ({@link #done}), and found
 * again by the next process if that does not happen.
 */
public final class LeftCounters {

  private final Path file;
  private final CounterLock lock;
  private final List<LeftLease> leases;

  private LeftCounters(Path file, CounterLock lock, List<LeftLease> leases) {
    this.file = file;
    this.lock = lock;
    this.leases = leases;
  }

  /**
   * A lease of a dead process. What was reserved when it died counts as spent: nobody knows how
   * those calls ended.
   *
   * @param spent in nano-USD; all that was granted, or more, where the counters make no sense
   * @param reserved the part of it that was under way
   */
  public record LeftLease(
      String id, String budget, LocalDate day, long granted, long spent, long reserved) {}

  /**
   * Takes over what dead processes left in {@code folder}. What cannot be believed is left out: of
   * another start of the machine, torn, foreign. Its leases stay spent in full.
   */
  public static List<LeftCounters> adopt(Path folder) {
    return BootId.current().map(id -> adopt(folder, id)).orElse(List.of());
  }

  static List<LeftCounters> adopt(Path folder, String bootId) {
    List<LeftCounters> adopted = new ArrayList<>();
    for (Path file : files(folder)) {
      try {
        takeOver(file, bootId).ifPresent(adopted::add);
      } catch (IOException | RuntimeException e) {
        // not readable now: it stays for whoever can, and its leases stay spent
      }
    }
    return adopted;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder.toRealPath())) {
      return files.filter(file -> file.toString().endsWith(CounterFile.SUFFIX)).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Optional<LeftCounters> takeOver(Path file, String bootId) throws IOException {
    String name = file.getFileName().toString();
    String plain = name.substring(0, name.length() - CounterFile.SUFFIX.length());
    Path lockFile = file.resolveSibling(plain + CounterFile.LOCK_SUFFIX);
    Optional<CounterLock> lock = CounterLock.takeOver(lockFile);
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new LeftCounters(file, lock.get(), read(file, bootId)));
  }

  /** The leases of a file that can be believed; none of any other. */
  static List<LeftLease> read(Path file, String bootId) throws IOException {
    ByteBuffer memory = load(file);
    boolean believed =
        memory.capacity() == CounterLayout.FILE_BYTES
            && CounterLayout.bootId(memory).filter(bootId::equals).isPresent();
    List<LeftLease> leases = new ArrayList<>();
    for (int slot = 0; believed && slot < CounterLayout.SLOTS; slot++) {
      if (!CounterLayout.isEmpty(memory, slot)) {
        Counters counters = CounterLayout.counters(memory, slot);
        CounterLayout.read(memory, slot).ifPresent(named -> leases.add(left(named, counters)));
      }
    }
    return leases;
  }

  private static ByteBuffer load(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, READ)) {
      long size = Math.min(channel.size(), CounterLayout.FILE_BYTES + 1L);
      ByteBuffer memory = ByteBuffer.allocateDirect((int) size);
      while (memory.hasRemaining() && channel.read(memory) >= 0) {
        // until all is there
      }
      return memory;
    }
  }

  private static LeftLease left(CounterLayout.Named named, Counters counters) {
    long committed = counters.committed();
    long returned = counters.returned();
    boolean sane = returned >= 0 && committed >= returned && counters.spent() >= 0;
    long spent = sane ? committed - returned : Math.max(counters.granted(), committed);
    long reserved = sane ? Math.max(0, spent - counters.spent()) : 0;
    return new LeftLease(
        named.id(),
        named.budget(),
        LocalDate.ofEpochDay(named.epochDay()),
        counters.granted(),
        spent,
        reserved);
  }

  /** The leases, in no order. */
  public List<LeftLease> leases() {
    return leases;
  }

  /** Leaves the file to whoever may speak for it. */
  public void letGo() throws IOException {
    lock.letGo();
  }

  /** Removes the file: the control plane has acknowledged every lease in it. */
  public void done() throws IOException {
    Files.deleteIfExists(file);
    lock.close();
  }
}
