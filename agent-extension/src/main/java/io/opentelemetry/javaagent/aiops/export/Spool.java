/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Batches between the writer and the shipper: one open per table and day, then sealed ones, oldest
 * first. Bounded: what does not fit pushes out the oldest. On a disk that takes no data batches
 * live in memory, within a smaller bound.
 */
final class Spool {

  /** Memory for batches while the disk takes none. */
  static final long MEMORY_BYTES = 16 << 20;

  private static final long MAX_BATCH_BYTES = 8 << 20;
  private static final long MAX_BATCH_ROWS = 100_000;
  private static final long DISK_RETRY_NANOS = 30_000_000_000L;

  private final Path root;
  private final long maxBytes;
  private final SpoolFolder.Opener opener;
  private final InstantSource clock;
  private final Drops drops;
  private final OnceLog log;

  private final Map<Lane, OpenBatch> open = new HashMap<>();
  private final List<Batch> sealed = new ArrayList<>();
  private final Map<Table, Long> lastSeal = new HashMap<>();
  private @Nullable SpoolFolder folder;
  private @Nullable Batch sending;
  private long diskRetryAt = Long.MIN_VALUE;
  private final SendOrder order = new SendOrder();

  Spool(
      ExportSettings settings,
      SpoolFolder.Opener opener,
      InstantSource clock,
      Drops drops,
      OnceLog log) {
    this.root = settings.spoolDir();
    this.maxBytes = settings.spoolMaxBytes();
    this.opener = opener;
    this.clock = clock;
    this.drops = drops;
    this.log = log;
  }

  private record Lane(Table table, long day) {}

  private record OpenBatch(Batch batch, long sinceNanos) {}

  /** Appends a block to the open batch of its table and day. */
  synchronized void append(Table table, long day, EncodedBlock block, long nanoTime) {
    Lane lane = new Lane(table, day);
    makeRoom(block.body().length);
    OpenBatch to = open.computeIfAbsent(lane, l -> new OpenBatch(newBatch(l, nanoTime), nanoTime));
    Batch batch = to.batch();
    try {
      batch.append(block);
      diskTook(to);
    } catch (IOException e) {
      batch = toMemory(lane, e, nanoTime);
      appendToMemory(batch, block);
    }
    if (batch.bytes() >= Math.min(MAX_BATCH_BYTES, maxBytes / 8)
        || batch.rows() >= MAX_BATCH_ROWS) {
      seal(lane, nanoTime);
    }
  }

  /** Seals what is old enough and has no predecessor waiting; says whether anything is new. */
  synchronized boolean sealDue(long nanoTime, long latencyNanos) {
    List<Lane> due =
        open.entrySet().stream()
            .filter(entry -> isDue(entry.getKey(), entry.getValue(), nanoTime, latencyNanos))
            .map(Map.Entry::getKey)
            .toList();
    due.forEach(lane -> seal(lane, nanoTime));
    return !due.isEmpty();
  }

  synchronized void sealAll(long nanoTime) {
    List.copyOf(open.keySet()).forEach(lane -> seal(lane, nanoTime));
  }

  /** Takes over batches of a dead process. */
  synchronized void adopt(List<FileBatch> batches) {
    sealed.addAll(batches);
    makeRoom(0);
  }

  /**
   * The next batch to send, of a table that is not on hold; it cannot be dropped meanwhile.
   *
   * @param suspectsToo whether one that has failed often may be tried when there is no other
   */
  synchronized @Nullable Batch take(Set<Table> onHold, boolean suspectsToo) {
    Batch next = order.next(sealed, onHold, suspectsToo);
    sending = next;
    return next;
  }

  /** The batch just taken stays, for another try. */
  synchronized void giveBack() {
    sending = null;
  }

  /** The batch just taken is done with. */
  synchronized void remove(Batch batch) {
    sealed.remove(batch);
    sending = null;
  }

  synchronized int batches() {
    return sealed.size() + open.size();
  }

  synchronized long bytes() {
    return all().stream().mapToLong(Batch::bytes).sum();
  }

  /** The sealed batches of this process. */
  synchronized Set<Batch> ownSealed() {
    return sealed.stream().filter(batch -> !batch.isAdopted()).collect(Collectors.toSet());
  }

  /** When the oldest batch was begun, in milliseconds since 1970; now, when there is none. */
  synchronized long oldestMillis() {
    return all().stream().mapToLong(batch -> Uuid7.millis(batch.id())).min().orElse(clock.millis());
  }

  /** Gives the folder up for others to adopt; nothing may be appended after. */
  synchronized void close() {
    open.values().forEach(each -> each.batch().seal());
    SpoolFolder mine = folder;
    folder = null;
    if (mine != null) {
      mine.release();
    }
  }

  private boolean isDue(Lane lane, OpenBatch batch, long nanoTime, long latencyNanos) {
    boolean blocked =
        sealed.stream().anyMatch(each -> each.table() == lane.table() && isAhead(each));
    if (blocked) {
      return false;
    }
    long interval = SealPolicy.intervalNanos(lane.table(), latencyNanos, sealed.size());
    // the first run event after a pause goes at once
    long since =
        lane.table() == Table.RUN_EVENTS
            ? lastSeal.getOrDefault(lane.table(), nanoTime - interval)
            : batch.sinceNanos();
    return nanoTime - since >= interval;
  }

  private static boolean isAhead(Batch batch) {
    return !batch.isAdopted() && !batch.isSuspect();
  }

  private void seal(Lane lane, long nanoTime) {
    OpenBatch done = open.remove(lane);
    if (done != null) {
      done.batch().seal();
      sealed.add(done.batch());
      lastSeal.put(lane.table(), nanoTime);
    }
  }

  private Batch newBatch(Lane lane, long nanoTime) {
    String id = Uuid7.next(clock);
    if (nanoTime < diskRetryAt) {
      return new MemoryBatch(lane.table(), id);
    }
    try {
      if (folder == null) {
        folder = SpoolFolder.create(root, Uuid7.next(clock), opener);
      }
      String day = LocalDate.ofEpochDay(lane.day()).toString();
      return FileBatch.create(folder, lane.table(), day, id);
    } catch (IOException | RuntimeException e) {
      diskFailed(e, nanoTime);
      return new MemoryBatch(lane.table(), id);
    }
  }

  private Batch toMemory(Lane lane, IOException e, long nanoTime) {
    diskFailed(e, nanoTime);
    OpenBatch failed = open.remove(lane);
    if (failed != null && failed.batch().rows() > 0) {
      failed.batch().seal();
      sealed.add(failed.batch());
    } else if (failed != null) {
      failed.batch().delete();
    }
    Batch memory = new MemoryBatch(lane.table(), Uuid7.next(clock));
    open.put(lane, new OpenBatch(memory, nanoTime));
    return memory;
  }

  /**
   * A full disk still makes empty files and fills the last page of old ones: only a block in a file
   * made after the trouble says that it takes data again.
   */
  private void diskTook(OpenBatch to) {
    if (to.batch() instanceof FileBatch && to.sinceNanos() >= diskRetryAt) {
      log.over("disk", "the spool folder " + root + " takes data again");
    }
  }

  private static void appendToMemory(Batch batch, EncodedBlock block) {
    ((MemoryBatch) batch).append(block);
  }

  private void diskFailed(Exception e, long nanoTime) {
    diskRetryAt = nanoTime + DISK_RETRY_NANOS;
    forgetFolderThatWent();
    log.warn(
        "disk",
        e.getClass().getName(),
        "the spool folder "
            + root
            + " takes no data ("
            + e
            + "): telemetry waits in memory, at most "
            + (MEMORY_BYTES >> 20)
            + " MiB; set aiops.spool.dir to a folder this user may write to, with space left");
  }

  /** Somebody cleaned up: the next file needs a folder of a new name. */
  private void forgetFolderThatWent() {
    SpoolFolder mine = folder;
    if (mine != null && !Files.isDirectory(mine.path())) {
      mine.release();
      folder = null;
    }
  }

  private void makeRoom(long more) {
    while (bytes() + more > maxBytes && dropOldest(all())) {}
    List<Batch> inMemory = all().stream().filter(MemoryBatch.class::isInstance).toList();
    if (inMemory.stream().mapToLong(Batch::bytes).sum() + more > MEMORY_BYTES) {
      dropOldest(inMemory);
    }
  }

  private boolean dropOldest(List<Batch> candidates) {
    return candidates.stream()
        .filter(batch -> batch != sending)
        .min(Comparator.comparing(Batch::id))
        .map(this::drop)
        .isPresent();
  }

  private Batch drop(Batch batch) {
    sealed.remove(batch);
    open.values().removeIf(each -> each.batch() == batch);
    drops.add(batch.table(), Drops.Reason.SPOOL_FULL, batch.rows());
    batch.delete();
    return batch;
  }

  private List<Batch> all() {
    List<Batch> all = new ArrayList<>(sealed);
    open.values().forEach(each -> all.add(each.batch()));
    return all;
  }
}
