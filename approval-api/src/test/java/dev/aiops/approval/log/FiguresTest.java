/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pcollections.PMap;

/** How fast the log is. Prints its figures; what it asserts is far from them. */
@Tag("long")
@ExtendWith(ClickHouseExtension.class)
class FiguresTest {

  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration MEASURED = Duration.ofSeconds(10);
  private static final int MILLION = 1_000_000;
  private static final int BLOCK = 50_000;

  private final TestDatabase database;

  FiguresTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void clear() {
    database.execute("TRUNCATE TABLE control_log");
  }

  @Test
  void appends_oneCaller_inFiftyMilliseconds() throws Exception {
    assertThat(median(1)).isLessThan(Duration.ofMillis(50).toNanos());
  }

  @Test
  void appends_sixtyFourCallers_shareGroups() throws Exception {
    assertThat(median(64)).isLessThan(Duration.ofMillis(500).toNanos());
  }

  private long median(int callers) throws Exception {
    ControlLog log = new ClickHouseControlLog(database.control());
    try (Sequencer<PMap<String, Integer>> sequencer =
        Sequencer.start(
            log, Names.NONE, Names::fold, SequencerSettings.DEFAULTS, InstantSource.system())) {
      nanos(sequencer, callers, WARM_UP);
      long first = sequencer.head().seq();
      List<Long> nanos = nanos(sequencer, callers, MEASURED);
      System.out.printf(
          "%d callers: %d appends/s in groups of %.1f, p50 %.1f ms, p99 %.1f ms%n",
          callers,
          nanos.size() / MEASURED.toSeconds(),
          (sequencer.head().seq() - first) / (double) groupsAfter(first),
          nanos.get(nanos.size() / 2) / 1e6,
          nanos.get(nanos.size() * 99 / 100) / 1e6);
      return nanos.get(nanos.size() / 2);
    }
  }

  private long groupsAfter(long seq) {
    return Long.parseLong(
        database.ask("SELECT uniqExact(writer) FROM control_log WHERE seq > " + seq));
  }

  /** What each append took, sorted. */
  private static List<Long> nanos(
      Sequencer<PMap<String, Integer>> sequencer, int callers, Duration span) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    Callable<List<Long>> caller = () -> call(sequencer, System.nanoTime() + span.toNanos());
    List<Long> all = new ArrayList<>();
    for (Future<List<Long>> one : threads.invokeAll(Collections.nCopies(callers, caller))) {
      all.addAll(one.get());
    }
    threads.shutdown();
    Collections.sort(all);
    return all;
  }

  private static List<Long> call(Sequencer<PMap<String, Integer>> sequencer, long until)
      throws Exception {
    List<Long> nanos = new ArrayList<>();
    Entry entry = Entries.rich("lease");
    while (System.nanoTime() < until) {
      long start = System.nanoTime();
      sequencer.send((names, now) -> new Decision<>(List.of(entry), now)).get(60, TimeUnit.SECONDS);
      nanos.add(System.nanoTime() - start);
    }
    return nanos;
  }

  @Test
  void start_millionRows_inTenSeconds() throws Exception {
    Head head = fill();
    ControlLog log = new ClickHouseControlLog(database.control());
    for (int round = 0; round < 3; round++) {
      long start = System.nanoTime();
      try (Sequencer<Long> sequencer =
          Sequencer.start(
              log,
              0L,
              (sum, row) -> sum + row.entry().body().length(),
              SequencerSettings.DEFAULTS,
              InstantSource.system())) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf("fold of 10^6 rows, hashes checked: %d ms%n", took.toMillis());
        assertThat(sequencer.head()).isEqualTo(head);
        assertThat(took).isLessThan(Duration.ofSeconds(10));
      }
    }
  }

  private Head fill() throws ServerException {
    Server server = new Server(database.admin(), Duration.ofSeconds(60));
    Head head = Head.START;
    for (int block = 0; block < MILLION / BLOCK; block++) {
      Draft draft = Draft.after(head, Entries.NOON, "fill-" + block);
      for (int i = 0; i < BLOCK; i++) {
        draft = draft.plus(Entries.rich("lease-" + i));
      }
      server.insert(
          "INSERT INTO control_log (" + RowWriter.COLUMNS + ") FORMAT RowBinary",
          Map.of(),
          RowWriter.bytes(draft.rows()));
      head = draft.head();
    }
    return head;
  }
}
