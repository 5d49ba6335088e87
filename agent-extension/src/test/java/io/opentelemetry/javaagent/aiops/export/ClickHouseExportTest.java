/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.javaagent.aiops.export.LoopbackClickHouse.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClickHouseExportTest {

  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir Path dir;
  private final Said said = new Said();
  private final FailingDisk disk = new FailingDisk();
  private LoopbackClickHouse server;

  @BeforeEach
  void start() throws IOException {
    server = new LoopbackClickHouse();
    said.listen();
  }

  @AfterEach
  void stop() {
    said.stop();
    server.close();
  }

  @Test
  void spans_arriveOnceAndWhole() {
    try (ClickHouseExport export = export()) {
      calls(export, 0, 2500);
      assertThat(export.flush(SOON)).isTrue();
      assertThat(export.stats().rowsSent()).isEqualTo(2500);
    }

    assertThat(numbers()).containsExactlyInAnyOrderElementsOf(longs(0, 2500));
  }

  @Test
  void faultsOfEveryKind_eachRowOnce() {
    server.failNext(
        new Fault.StoredReplyLost(),
        new Fault.TokenBurnt(),
        new Fault.Answers(503, 0, "starting"),
        new Fault.DiedBefore(),
        new Fault.Answers(500, 252, "Code: 252. DB::Exception: TOO_MANY_PARTS"),
        new Fault.TokenBurnt(),
        new Fault.StoredReplyLost());
    try (ClickHouseExport export = export()) {
      for (int i = 0; i < 8; i++) {
        calls(export, i * 10L, i * 10L + 10);
        flushUntilSent(export);
      }
      assertThat(export.stats().burntTokens()).isPositive();
    }

    assertThat(numbers()).containsExactlyInAnyOrderElementsOf(longs(0, 80));
  }

  @Test
  void runStart_overtakesTheSpansBeforeIt() {
    try (ClickHouseExport export = export()) {
      calls(export, 0, 5);
      export.runEvents().accept(Telemetry.started("run-1"));
      await(() -> server.inserts() == 2);
    }

    assertThat(server.queries.get(0)).contains("run_events");
  }

  @Test
  void poisonBatch_isPutAsideAndOthersGoOn() throws IOException {
    server.failNext(new Fault.Answers(400, 33, "Code: 33. DB::Exception: CANNOT_READ_ALL_DATA"));
    try (ClickHouseExport export = export()) {
      calls(export, 0, 5);
      export.flush(SOON);
      calls(export, 5, 10);
      assertThat(export.flush(SOON)).isTrue();
      assertThat(export.stats().rowsDropped()).isEqualTo(5);
    }

    assertThat(numbers()).containsExactlyInAnyOrderElementsOf(longs(5, 10));
    assertThat(spool().resolve("rejected")).isNotEmptyDirectory();
    assertThat(said.warnings()).filteredOn(line -> line.contains("rejected:")).hasSize(1);
    assertThat(dropNotices()).containsExactly("otel_traces rejected 5");
  }

  @Test
  void wrongPassword_saidOnceWithTheRemedyAndKept() {
    Fault wrong = new Fault.Answers(403, 516, "Code: 516. DB::Exception: AUTHENTICATION_FAILED");
    server.failNext(wrong, wrong, wrong);
    try (ClickHouseExport export = export()) {
      calls(export, 0, 5);
      flushUntilSent(export);
    }

    assertThat(said.warnings())
        .hasSize(1)
        .first()
        .asString()
        .contains("aiops_ingest", "aiops.clickhouse.password");
    assertThat(numbers()).hasSize(5);
  }

  @Test
  void missingTable_holdsUpOnlyItsOwnRows() {
    server.missingTables.add("otel_traces");
    try (ClickHouseExport export = export()) {
      calls(export, 0, 5);
      await(() -> export.stats().retries() > 0);
      export.runEvents().accept(Telemetry.started("run-1"));
      await(() -> !server.column("RunId").isEmpty());
      assertThat(numbers()).isEmpty();
      server.missingTables.clear();
      await(() -> numbers().size() == 5);
    }

    assertThat(said.warnings()).hasSize(1).first().asString().contains("run the migrations");
  }

  @Test
  void nobodyListens_saidOnceAndSentWhenSomebodyDoes() throws IOException {
    int port = server.port();
    server.close();
    try (ClickHouseExport export = export()) {
      for (int i = 0; i < 5; i++) {
        calls(export, i * 10L, i * 10L + 10);
        export.flush(Duration.ofMillis(300));
      }
      assertThat(said.warnings()).hasSize(1).first().asString().contains("cannot reach ClickHouse");
      server = new LoopbackClickHouse(port);
      flushUntilSent(export);
    }

    assertThat(numbers()).containsExactlyInAnyOrderElementsOf(longs(0, 50));
  }

  @Test
  void shutdownWithoutServer_isBoundedAndTheNextProcessSends() throws IOException {
    int port = server.port();
    server.close();
    ClickHouseExport first = export();
    calls(first, 0, 20);
    long start = System.nanoTime();
    first.shutdown(Duration.ofSeconds(1));
    assertThat(System.nanoTime() - start).isLessThan(15_000_000_000L);

    server = new LoopbackClickHouse(port);
    try (ClickHouseExport second = export()) {
      await(() -> numbers().size() == 20);
      assertThat(second.stats().batchesAdopted()).isEqualTo(1);
    }
    assertThat(numbers()).containsExactlyInAnyOrderElementsOf(longs(0, 20));
    assertThat(spool()).isEmptyDirectory();
  }

  @Test
  void lastFlushWithoutServer_waitsForNobody() {
    server.close();
    try (ClickHouseExport export = export()) {
      calls(export, 0, 20);
      boolean stored =
          assertTimeoutPreemptively(
              Duration.ofMinutes(1), () -> export.flushLast(Duration.ofMinutes(5)));
      assertThat(stored).isFalse();
      assertThat(export.stats().filesWaiting()).isEqualTo(1);
    }
  }

  @Test
  void lastFlushWithMissingTables_waitsForNobody() {
    server.missingTables.addAll(List.of("otel_traces", "run_events"));
    try (ClickHouseExport export = export()) {
      calls(export, 0, 20);
      export.runEvents().accept(Telemetry.started("run-1"));
      boolean stored =
          assertTimeoutPreemptively(
              Duration.ofMinutes(1), () -> export.flushLast(Duration.ofMinutes(5)));
      assertThat(stored).isFalse();
    }

    assertThat(said.warnings()).hasSize(1).first().asString().contains("run the migrations");
  }

  @Test
  void spoolFileThatWent_doesNotHoldUpTheRest() throws IOException {
    int port = server.port();
    server.close();
    try (ClickHouseExport export = export()) {
      calls(export, 0, 5);
      export.flushLast(SOON);
      deleteSpoolFiles();
      server = new LoopbackClickHouse(port);
      calls(export, 5, 10);
      flushUntilSent(export);
      assertThat(export.stats().rowsDropped()).isEqualTo(5);
    }

    assertThat(numbers()).containsExactlyInAnyOrderElementsOf(longs(5, 10));
    assertThat(said.warnings()).anyMatch(line -> line.contains("a spool file cannot be read"));
  }

  @Test
  void refusedForLongWithAnUnknownCode_nothingIsGivenUp() {
    server.refuse(new Fault.Answers(500, 1001, "Code: 1001. std::exception"), insert -> true);
    try (ClickHouseExport export = export()) {
      calls(export, 0, 5);
      await(() -> export.flush(Duration.ofMillis(20)) || export.stats().retries() > 30);
      calls(export, 5, 10);
      await(() -> export.flush(Duration.ofMillis(20)) || export.stats().retries() > 60);
      server.refuse(null, insert -> false);
      flushUntilSent(export);
      assertThat(export.stats().rowsDropped()).isZero();
    }

    assertThat(numbers()).containsExactlyInAnyOrderElementsOf(longs(0, 10));
    assertThat(said.warnings()).hasSize(1);
  }

  @Test
  void batchRefusedWithAnUnknownCode_isPutAsideOnceOthersOfItsTablePass() {
    poison(new Fault.Answers(500, 1001, "Code: 1001. std::exception"));

    assertThat(numbers()).containsExactlyInAnyOrderElementsOf(longs(5, 10));
    assertThat(spool().resolve("rejected")).isNotEmptyDirectory();
    assertThat(dropNotices()).containsExactly("otel_traces rejected 5");
  }

  /** As one that needs more memory than its user may have. */
  @Test
  void batchTheServerIsAlwaysTooBusyFor_doesNotHoldUpTheRest() {
    poison(new Fault.Answers(500, 241, "Code: 241. MEMORY_LIMIT_EXCEEDED"));

    assertThat(numbers()).containsExactlyInAnyOrderElementsOf(longs(5, 10));
    assertThat(spool().resolve("rejected")).doesNotExist();
    assertThat(dropNotices()).isEmpty();
  }

  /** One batch of five rows that never gets in, then one of five that does. */
  private void poison(Fault.Answers answer) {
    server.refuse(answer, rows -> numbersOf(rows).contains("0"));
    try (ClickHouseExport export = export()) {
      calls(export, 0, 5);
      await(() -> export.flush(Duration.ofMillis(20)) || export.stats().retries() > 12);
      calls(export, 5, 10);
      await(() -> numbers().size() == 5);
      await(() -> export.flush(Duration.ofMillis(20)) || export.stats().retries() > 20);
      export.shutdown(Duration.ofMillis(500));
    }
  }

  @Test
  void spanThatCannotBeRead_isCountedAndOthersGoOn() {
    try (ClickHouseExport export = export()) {
      export.spanProcessor(span -> true).onEnd(new UnreadableSpan());
      calls(export, 0, 5);
      assertThat(export.flush(SOON)).isTrue();
      assertThat(export.stats().rowsDropped()).isEqualTo(1);
    }

    assertThat(numbers()).containsExactlyInAnyOrderElementsOf(longs(0, 5));
  }

  @Test
  void spoolFull_dropsTheOldestAndSaysHowMany() throws IOException {
    int port = server.port();
    server.close();
    ExportSettings settings =
        new ExportSettings(
            URI.create("http://127.0.0.1:" + port), "aiops", "u", "", spool(), 1 << 20);
    try (ClickHouseExport export = ClickHouseExport.start(settings)) {
      for (int i = 0; i < 100; i++) {
        calls(export, i * 1000L, i * 1000L + 1000);
        export.flush(Duration.ofMillis(20));
      }
      assertThat(export.stats().rowsDropped()).isPositive();
      server = new LoopbackClickHouse(port);
      await(() -> export.flush(SOON));

      await(() -> !server.column("LogAttributes").isEmpty());
      long dropped = export.stats().rowsDropped();
      assertThat(numbers().size()).isEqualTo(100_000 - dropped);
      assertThat(numbers()).contains(99_999L);
      assertThat(reportedDrops()).isEqualTo(dropped);
    }
  }

  @Test
  void readOnlyFolder_goesOnInMemory() throws IOException {
    Files.writeString(spool(), "a file where the folder should be");
    try (ClickHouseExport export = export()) {
      calls(export, 0, 10);
      assertThat(export.flush(SOON)).isTrue();
    }

    assertThat(numbers()).hasSize(10);
    assertThat(said.warnings()).hasSize(1).first().asString().contains("aiops.spool.dir");
  }

  @Test
  void fullDisk_goesOnInMemory() {
    try (ClickHouseExport export = export()) {
      calls(export, 0, 10);
      await(() -> export.stats().rowsSpooled() == 10);
      disk.bytesLeft(100);
      calls(export, 10, 20);
      flushUntilSent(export);
    }

    assertThat(numbers()).containsExactlyInAnyOrderElementsOf(longs(0, 20));
    assertThat(said.warnings()).hasSize(1).first().asString().contains("No space left");
  }

  @Test
  void fiftyMegabyteAttribute_isCutAndNothingElseIsLost() {
    try (ClickHouseExport export = export()) {
      calls(export, 0, 5);
      Tracer tracer = Telemetry.tracer(export);
      for (int i = 0; i < 3; i++) {
        tracer
            .spanBuilder("big")
            .setAttribute("huge", "€".repeat(50_000_000 / 3))
            .startSpan()
            .end();
      }
      calls(export, 5, 10);
      assertThat(export.flush(SOON)).isTrue();
      assertThat(export.stats().rowsDropped()).isZero();
    }

    assertThat(numbers()).hasSize(10);
    assertThat(attributes("huge"))
        .hasSize(3)
        .allSatisfy(
            text -> {
              assertThat(text).endsWith("€…");
              assertThat(text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                  .isBetween(NativeWriter.MAX_TEXT - 4, NativeWriter.MAX_TEXT);
            });
  }

  @Test
  void spanOfManyHugeAttributes_isCutShorter() {
    try (ClickHouseExport export = export()) {
      var span = Telemetry.tracer(export).spanBuilder("wide").startSpan();
      for (int i = 0; i < 100; i++) {
        span.setAttribute("a" + i, "x".repeat(1 << 20));
      }
      span.end();
      calls(export, 0, 1);
      assertThat(export.flush(SOON)).isTrue();
      assertThat(export.stats().rowsDropped()).isZero();
    }

    assertThat(attributes("a99")).hasSize(1);
    assertThat(numbers()).hasSize(1);
  }

  @Test
  void rowThatCannotBeEncoded_isCountedAndOthersGoOn() {
    try (ClickHouseExport export = export()) {
      @SuppressWarnings("NullAway") // the point
      MessagePart broken =
          new MessagePart(
              Instant.now(), "t", null, "r", "s", MessagePart.Part.TOOL_RESULT, "c", false, false);
      export.contents().accept(broken);
      export
          .contents()
          .accept(
              new MessagePart(
                  Instant.now(),
                  "t",
                  "s",
                  "r",
                  "s",
                  MessagePart.Part.TOOL_RESULT,
                  "fine",
                  false,
                  false));
      assertThat(export.flush(SOON)).isTrue();
      assertThat(export.stats().rowsDropped()).isEqualTo(1);
    }

    assertThat(server.column("Content")).containsExactly("fine");
  }

  @Test
  void quiet_noFileAndNoRequest() throws InterruptedException {
    try (ClickHouseExport export = export()) {
      Thread.sleep(1_500);
      assertThat(export.stats().lag()).isZero();
    }

    assertThat(server.queries).isEmpty();
    assertThat(spool()).doesNotExist();
  }

  @Test
  void manyThreads_neverBlockAndLoseNothing() throws InterruptedException {
    try (ClickHouseExport export = export()) {
      Tracer tracer = Telemetry.tracer(export);
      List<Thread> threads = new CopyOnWriteArrayList<>();
      for (int t = 0; t < 8; t++) {
        long from = t * 1000L;
        Thread thread =
            new Thread(
                () ->
                    LongStream.range(from, from + 1000)
                        .forEach(i -> Telemetry.modelCall(tracer, i)));
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(export.flush(SOON)).isTrue();
    }

    assertThat(numbers()).containsExactlyInAnyOrderElementsOf(longs(0, 8000));
  }

  private ClickHouseExport export() {
    return ClickHouseExport.start(
        Telemetry.settings(server.url(), spool()), disk, InstantSource.system());
  }

  private Path spool() {
    return dir.resolve("spool");
  }

  private static void calls(ClickHouseExport export, long from, long to) {
    Tracer tracer = Telemetry.tracer(export);
    LongStream.range(from, to).forEach(number -> Telemetry.modelCall(tracer, number));
  }

  private static void flushUntilSent(ClickHouseExport export) {
    Await.sent(export, Duration.ofMinutes(1));
  }

  private static void await(BooleanSupplier condition) {
    Await.until("condition", Duration.ofMinutes(1), condition);
  }

  private void deleteSpoolFiles() throws IOException {
    try (Stream<Path> paths = Files.walk(spool())) {
      for (Path path : paths.filter(file -> file.toString().endsWith(".spool")).toList()) {
        Files.delete(path);
      }
    }
  }

  private List<Long> numbers() {
    return attributes("test.number").stream().map(Long::parseLong).toList();
  }

  private static List<String> numbersOf(Map<String, List<Object>> rows) {
    return rows.getOrDefault("SpanAttributes", List.of()).stream()
        .map(map -> String.valueOf(((Map<?, ?>) map).get("test.number")))
        .toList();
  }

  private List<String> attributes(String key) {
    return server.column("SpanAttributes").stream()
        .map(map -> (Map<?, ?>) map)
        .filter(map -> map.containsKey(key))
        .map(map -> (String) map.get(key))
        .toList();
  }

  private List<String> dropNotices() {
    return server.column("LogAttributes").stream()
        .map(map -> (Map<?, ?>) map)
        .map(
            map ->
                map.get("aiops.dropped.table")
                    + " "
                    + map.get("aiops.dropped.reason")
                    + " "
                    + map.get("aiops.dropped.rows"))
        .toList();
  }

  private long reportedDrops() {
    return server.column("LogAttributes").stream()
        .mapToLong(map -> Long.parseLong((String) ((Map<?, ?>) map).get("aiops.dropped.rows")))
        .sum();
  }

  private static List<Long> longs(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }
}
