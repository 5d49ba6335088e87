/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long DAY = 20_781;
  private static final int KB = 1024;

  @TempDir Path dir;
  private final Drops drops = new Drops(new OnceLog());
  private final FailingDisk disk = new FailingDisk();
  private final Said said = new Said();

  @AfterEach
  void stopListening() {
    said.stop();
  }

  @Test
  void append_blocksOfATableAndDayShareABatch() throws IOException {
    Spool spool = spool(64 << 20);
    append(spool, Table.TRACES, DAY, 0);
    append(spool, Table.TRACES, DAY, 1);
    append(spool, Table.TRACES, DAY + 1, 1);
    append(spool, Table.LOGS, DAY, 1);

    assertThat(spool.batches()).isEqualTo(3);
    assertThat(files()).hasSize(3);
  }

  @Test
  void nothingAppended_noFile() {
    Spool spool = spool(64 << 20);
    spool.sealDue(100 * SECOND, 0);
    spool.close();

    assertThat(dir.resolve("spool")).doesNotExist();
  }

  @Test
  void sealDue_afterASecond() {
    Spool spool = spool(64 << 20);
    append(spool, Table.TRACES, DAY, 0);

    assertThat(spool.sealDue(SECOND - 1, 0)).isFalse();
    assertThat(spool.take(Set.of(), true)).isNull();
    assertThat(spool.sealDue(SECOND, 0)).isTrue();
    assertThat(spool.take(Set.of(), true)).isNotNull();
  }

  @Test
  void sealDue_slowServerStretchesToFiveSeconds() {
    Spool spool = spool(64 << 20);
    append(spool, Table.TRACES, DAY, 0);

    assertThat(spool.sealDue(4 * SECOND, 700_000_000)).isFalse();
    assertThat(spool.sealDue(5 * SECOND, 700_000_000)).isTrue();
  }

  @Test
  void sealDue_waitsForThePredecessor() {
    Spool spool = spool(64 << 20);
    append(spool, Table.TRACES, DAY, 0);
    spool.sealDue(SECOND, 0);
    append(spool, Table.TRACES, DAY, SECOND);

    assertThat(spool.sealDue(60 * SECOND, 0)).isFalse();
    spool.remove(taken(spool));
    assertThat(spool.sealDue(60 * SECOND, 0)).isTrue();
  }

  @Test
  void sealDue_firstRunEventAfterAPauseGoesAtOnce() {
    Spool spool = spool(64 << 20);
    append(spool, Table.RUN_EVENTS, DAY, 10 * SECOND);
    assertThat(spool.sealDue(10 * SECOND, 0)).isTrue();
    spool.remove(taken(spool));

    append(spool, Table.RUN_EVENTS, DAY, 10 * SECOND + 1);
    assertThat(spool.sealDue(10 * SECOND + 2, 0)).isFalse();
    assertThat(spool.sealDue(11 * SECOND, 0)).isTrue();
  }

  @Test
  void take_runEventsFirst() {
    Spool spool = spool(64 << 20);
    append(spool, Table.TRACES, DAY, 0);
    append(spool, Table.RUN_EVENTS, DAY, 0);
    spool.sealAll(0);

    assertThat(taken(spool).table()).isEqualTo(Table.RUN_EVENTS);
    assertThat(taken(spool, Table.RUN_EVENTS).table()).isEqualTo(Table.TRACES);
  }

  @Test
  void append_overTheBoundDropsTheOldestAndCountsItsRows() throws IOException {
    Spool spool = spool(1 << 20);
    for (int i = 0; i < 100; i++) {
      spool.append(Table.TRACES, DAY, BatchProtocolTest.Blocks.ofBytes(7, 100 * KB), i);
    }

    assertThat(spool.bytes()).isLessThanOrEqualTo(1 << 20);
    long kept = spool.bytes() / (100 * KB);
    assertThat(drops.total()).isEqualTo(7 * (100 - kept));
    assertThat(totalSize(files())).isLessThan((1 << 20) + 10 * KB);
  }

  @Test
  void append_overTheBoundSparesTheBatchBeingSent() {
    Spool spool = spool(1 << 20);
    spool.append(Table.TRACES, DAY, BatchProtocolTest.Blocks.ofBytes(1, 200 * KB), 0);
    Batch sending = taken(spool);
    for (int i = 0; i < 20; i++) {
      spool.append(Table.TRACES, DAY, BatchProtocolTest.Blocks.ofBytes(1, 200 * KB), i);
    }

    spool.giveBack();
    assertThat(spool.take(Set.of(), true)).isSameAs(sending);
  }

  @Test
  void append_fullDiskGoesOnInMemoryAndComesBack() throws IOException {
    Spool spool = spool(64 << 20);
    append(spool, Table.TRACES, DAY, 0);
    disk.bytesLeft(10);
    append(spool, Table.TRACES, DAY, 1);
    append(spool, Table.TRACES, DAY, 2);
    spool.sealAll(3);

    // what was on disk before is whole, and the rest is in memory
    assertThat(sent(spool)).isEqualTo(9);
    assertThat(drops.total()).isZero();

    disk.bytesLeft(Long.MAX_VALUE);
    append(spool, Table.TRACES, DAY, 10 * SECOND);
    assertThat(files()).isEmpty();
    spool.sealAll(10 * SECOND);
    append(spool, Table.TRACES, DAY, 40 * SECOND);
    assertThat(files()).hasSize(1);
  }

  @Test
  void append_diskThatStaysFull_saidOnce() {
    said.listen();
    Spool spool = spool(64 << 20);
    append(spool, Table.LOGS, DAY, 0);
    disk.bytesLeft(10);
    append(spool, Table.TRACES, DAY, 0);
    disk.bytesLeft(1_000);
    append(spool, Table.LOGS, DAY, 1);
    disk.bytesLeft(10);
    for (int minutes = 0; minutes < 5; minutes++) {
      append(spool, Table.TRACES, DAY, 60L * minutes * SECOND);
      spool.sealAll(60L * minutes * SECOND);
    }

    assertThat(said.all()).singleElement().asString().contains("takes no data", "aiops.spool.dir");
    disk.bytesLeft(Long.MAX_VALUE);
    append(spool, Table.TRACES, DAY, 301 * SECOND);
    append(spool, Table.TRACES, DAY, 302 * SECOND);
    assertThat(said.all()).hasSize(2).last().asString().contains("takes data again");
  }

  @Test
  void append_folderThatWent_isMadeAnew() throws IOException {
    Spool spool = spool(64 << 20);
    append(spool, Table.TRACES, DAY, 0);
    deleteAll(dir.resolve("spool"));

    append(spool, Table.LOGS, DAY, SECOND);
    assertThat(files()).isEmpty();
    append(spool, Table.MESSAGE_CONTENT, DAY, 32 * SECOND);
    assertThat(files()).hasSize(1);
    assertThat(drops.total()).isZero();
  }

  @Test
  void append_memoryIsBoundedToo() throws IOException {
    disk.bytesLeft(0);
    Spool spool = spool(1 << 30);
    for (int i = 0; i < 100; i++) {
      spool.append(Table.TRACES, DAY, BatchProtocolTest.Blocks.ofBytes(5, 1 << 20), i);
      spool.sealAll(i);
    }

    assertThat(spool.bytes()).isLessThanOrEqualTo(Spool.MEMORY_BYTES);
    assertThat(drops.total()).isEqualTo(5L * (100 - (Spool.MEMORY_BYTES >> 20)));
  }

  @Test
  void append_folderThatCannotBeMade() throws IOException {
    Files.writeString(dir.resolve("spool"), "a file is in the way");
    Spool spool = spool(64 << 20);
    append(spool, Table.TRACES, DAY, 0);
    spool.sealAll(1);

    assertThat(sent(spool)).isEqualTo(3);
  }

  @Test
  void folder_onlyForItsOwner() throws IOException {
    append(spool(64 << 20), Table.TRACES, DAY, 0);

    assertThat(Files.getPosixFilePermissions(dir.resolve("spool"))).hasSize(3);
    assertThat(Files.getPosixFilePermissions(files().get(0).getParent())).hasSize(3);
  }

  @Test
  void folder_thatIsALinkIsNotFollowed() throws IOException {
    Files.createSymbolicLink(dir.resolve("spool"), Files.createDirectory(dir.resolve("theirs")));
    Spool spool = spool(64 << 20);
    append(spool, Table.TRACES, DAY, 0);

    try (Stream<Path> theirs = Files.list(dir.resolve("theirs"))) {
      assertThat(theirs).isEmpty();
    }
  }

  private static Batch taken(Spool spool, Table... onHold) {
    return Objects.requireNonNull(spool.take(Set.of(onHold), true));
  }

  private long sent(Spool spool) throws IOException {
    long rows = 0;
    Batch batch = spool.take(Set.of(), true);
    while (batch != null) {
      rows += NativeReader.read(bytes(batch)).getOrDefault("Part", List.of()).size();
      batch.delete();
      spool.remove(batch);
      batch = spool.take(Set.of(), true);
    }
    return rows;
  }

  private static byte[] bytes(Batch batch) throws IOException {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    BatchBody body = new BatchBody(batch);
    body.writeTo(out);
    assertThat((long) out.size()).isEqualTo(body.length());
    return out.toByteArray();
  }

  private static void append(Spool spool, Table table, long day, long nanoTime) {
    spool.append(table, day, BatchProtocolTest.Blocks.content(3), nanoTime);
  }

  private Spool spool(long maxBytes) {
    URI nowhere = URI.create("http://127.0.0.1:1");
    ExportSettings settings =
        new ExportSettings(nowhere, "aiops", "u", "", dir.resolve("spool"), maxBytes);
    return new Spool(settings, disk, InstantSource.system(), drops, new OnceLog());
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(dir.resolve("spool"))) {
      try (Stream<Path> paths = Files.walk(dir.resolve("spool"))) {
        paths.filter(path -> path.toString().endsWith(".spool")).forEach(files::add);
      }
    }
    return files;
  }

  private static void deleteAll(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static long totalSize(List<Path> files) throws IOException {
    long size = 0;
    for (Path file : files) {
      size += Files.size(file);
    }
    return size;
  }
}
