/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.grafana.golden.Exact;
import dev.aiops.grafana.golden.Golden;
import dev.aiops.grafana.golden.Near;
import dev.aiops.grafana.golden.Seen;
import dev.aiops.grafana.golden.Table;
import dev.aiops.grafana.seed.Came;
import dev.aiops.grafana.seed.ControlRows;
import dev.aiops.grafana.seed.Day;
import dev.aiops.grafana.seed.Event;
import dev.aiops.grafana.seed.Log;
import dev.aiops.grafana.seed.Rows;
import dev.aiops.grafana.seed.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;

/** What dashboard <i>Ingestion</i> shows of rows whose way to the server is known. */
class IngestionTest extends BoardTest {

  private static final String DUPLICATES = "DuplicatedInsertedBlocks";
  private static final String REJECTED = "RejectedInserts";

  /** The server keeps two hashes of each block, an older and a newer one, and counts both. */
  private static final int HASHES = 2;

  private static final Span.Who DESK = Day.WHO.get(0);
  private static final Span.Who CLERK = Day.WHO.get(2);

  private final List<Came> came = came();
  private final List<Event> events = events();
  private final List<Log> logs = logs();
  private final ControlRows control;
  private long duplicatesBefore;
  private long rejectedBefore;

  IngestionTest(TestDatabase database) {
    super(database);
    this.control = new ControlRows(database);
  }

  private List<Came> came() {
    return List.of(
        Came.batch(DESK, now.minusSeconds(7_200), Duration.ofMillis(1_400), 5),
        Came.batch(DESK, now.minusSeconds(7_000), Duration.ofMinutes(50), 7),
        Came.batch(DESK, now.minusSeconds(5_000), Duration.ofMinutes(20), 3).renewed(),
        Came.batch(Day.HOSTILE, now.minusSeconds(4_000), Duration.ofMinutes(33), 4),
        Came.ofOthers(CLERK, now.minusSeconds(600), Duration.ofMillis(310), 6),
        Came.batch(Day.HOSTILE, now.minusSeconds(90), Duration.ofMillis(2_100), 2));
  }

  private List<Event> events() {
    return List.of(
        Event.of(DESK, "a", now.minusSeconds(400), "started", "running", "?"),
        Event.of(Day.HOSTILE, "b", now.minusSeconds(300), "started", "running", "?"));
  }

  private List<Log> logs() {
    return List.of(
        Log.started(DESK, "p-1", now.minusSeconds(7_300), "[\"openai-java\"]", "[]"),
        Log.started(Day.HOSTILE, "p-2", now.minusSeconds(100_000), "[]", "[\"spring-ai\"]"),
        Log.dropped(Day.HOSTILE, now.minusSeconds(60), "otel_traces", "the spool is full", 7),
        Log.dropped(Day.HOSTILE, now.minusSeconds(40), "otel_traces", "the spool is full", 2),
        Log.dropped(DESK, now.minusSeconds(50), "run_events", "refused", 4));
  }

  @BeforeAll
  @Override
  void seed() {
    came.forEach(batch -> batch.to(database));
    events.forEach(
        e -> Rows.at(database, "run_events", e.at(), () -> Rows.events(database, List.of(e))));
    logs.forEach(
        l -> Rows.at(database, "otel_logs", l.at(), () -> Rows.logs(database, List.of(l))));
    duplicatesBefore = happened(DUPLICATES);
    rejectedBefore = happened(REJECTED);
    twice();
    refused();
    control.policy(now.minusSeconds(100), "support", 1, "UTC");
    control.policy(now.minusSeconds(50), "support", 2, "UTC");
    // earlier than the row before, which is a fault
    control.policy(now.minusSeconds(80), "support", 3, "UTC");
  }

  /** Events of the server that all test classes share. */
  private long happened(String event) {
    return Long.parseLong(
        database.ask(
            "SELECT toUInt64(sum(value)) FROM system.events WHERE event = '" + event + "'"));
  }

  /** A batch that comes again, as its answer was lost. */
  private void twice() {
    for (int i = 0; i < 2; i++) {
      database
          .ingest()
          .execute(
              "INSERT INTO message_content (Timestamp, Content) SELECT fromUnixTimestamp64Second(toInt64(%d)), 'x'"
                  .formatted(now.getEpochSecond()),
              Map.of("async_insert", "0", "insert_deduplication_token", "again"));
    }
  }

  private void refused() {
    database.execute("ALTER TABLE otel_logs MODIFY SETTING parts_to_throw_insert = 1");
    assertThatThrownBy(() -> Rows.logs(database, List.of(logs.get(4))))
        .hasMessageContaining("TOO_MANY_PARTS");
    database.execute("ALTER TABLE otel_logs RESET SETTING parts_to_throw_insert");
  }

  @Override
  Map<String, Golden> goldens(Seen seen) {
    List<Came> batches = came.stream().filter(c -> seen.whose().test(c.who())).toList();
    List<Event> reported = events.stream().filter(e -> seen.whose().test(e.who())).toList();
    List<Log> said = logs.stream().filter(l -> seen.whose().test(l.who())).toList();
    List<Log> dropped = event(said, "aiops.telemetry.dropped");
    List<Double> lags = lags(batches);
    return Map.ofEntries(
        Map.entry("Newest span", age(batches.stream().map(Came::arrived))),
        Map.entry("Newest run event", age(reported.stream().map(Event::at))),
        Map.entry("99 % arrive within", Golden.one(Exact.quantile(0.99, lags, l -> l))),
        Map.entry("Dropped rows", Golden.one(rows(dropped))),
        Map.entry("Duplicates dropped", Golden.one(duplicatesBefore + HASHES)),
        Map.entry("Refused inserts", Golden.one(rejectedBefore + 1)),
        Map.entry("Faults in the control log", Golden.one(1)),
        Map.entry("Rows in the control log", Golden.one(control.rows())),
        Map.entry("Longest in a spool", Golden.one(longest(batches))),
        Map.entry("Lag", lag(seen, batches)),
        Map.entry("Rows per second", perSecond(seen, batches, reported, said)),
        Map.entry("Rows in spools", waiting(seen, batches)),
        Map.entry("Services", services(batches)),
        Map.entry("Processes and their hooks", hooks(event(said, "aiops.process.started"))),
        Map.entry("Dropped, where and why", whyDropped(dropped)),
        Map.entry("Tables", disk().tables()),
        Map.entry("Bytes on disk by day", disk().days()));
  }

  /** Filters do not apply to what lies on the disk. */
  private Disk disk() {
    Map<String, List<Instant>> rows =
        Map.of(
            "otel_traces",
            came.stream().flatMap(c -> c.spans().stream()).map(Span::start).toList(),
            "run_events",
            events.stream().map(Event::at).toList(),
            "otel_logs",
            logs.stream().map(Log::at).toList(),
            "message_content",
            List.of(now));
    return new Disk(rows, control.rows());
  }

  private static List<Log> event(List<Log> logs, String name) {
    return logs.stream().filter(l -> l.event().equals(name)).toList();
  }

  private Golden age(Stream<Instant> times) {
    Instant newest = times.max(Instant::compareTo).orElseThrow();
    return Golden.one(Near.seconds(Duration.between(newest, now).toSeconds()));
  }

  private static List<Double> lags(List<Came> batches) {
    return batches.stream().map(Came::lags).flatMap(List::stream).toList();
  }

  private static List<Came> ofOurs(List<Came> batches) {
    return batches.stream().filter(b -> !b.batch().isEmpty()).toList();
  }

  private static double longest(List<Came> batches) {
    return ofOurs(batches).stream().mapToDouble(Came::waited).max().orElseThrow();
  }

  private static Golden lag(Seen seen, List<Came> batches) {
    return Table.grouped(
            batches,
            b -> List.of(seen.interval(b.arrived())),
            group ->
                List.of(
                    Exact.quantile(0.5, lags(group), l -> l),
                    Exact.quantile(0.99, lags(group), l -> l)))
        .by(1)
        .golden();
  }

  private record Row(Instant at, String table) {}

  private static Golden perSecond(
      Seen seen, List<Came> batches, List<Event> events, List<Log> logs) {
    List<Row> rows = new ArrayList<>();
    batches.forEach(b -> b.spans().forEach(s -> rows.add(new Row(b.arrived(), "otel_traces"))));
    events.forEach(e -> rows.add(new Row(e.at(), "run_events")));
    logs.stream()
        .filter(l -> seen.isIn(l.at()))
        .forEach(l -> rows.add(new Row(l.at(), "otel_logs")));
    double seconds = seen.look().interval().toSeconds();
    return seen.series(rows, Row::at, Row::table, group -> group.size() / seconds);
  }

  private record Point(Instant at, Came batch) {}

  /** At each multiple of the interval, the rows of batches that were opened and had not arrived. */
  private static Golden waiting(Seen seen, List<Came> batches) {
    long step = seen.look().interval().toSeconds();
    List<Point> points =
        ofOurs(batches).stream()
            .flatMap(
                b ->
                    LongStream.rangeClosed(
                            b.opened().getEpochSecond() / step + 1,
                            b.arrived().getEpochSecond() / step)
                        .mapToObj(n -> new Point(Instant.ofEpochSecond(n * step), b)))
            .toList();
    return Table.grouped(
            points,
            p -> List.of(p.at(), p.batch().who().service()),
            group -> List.of(group.stream().mapToInt(p -> p.batch().spans().size()).sum()))
        .by(1, 2)
        .golden();
  }

  private static Golden services(List<Came> batches) {
    return Table.grouped(
            batches,
            b -> List.of(b.who().service(), b.who().environment(), b.who().team()),
            IngestionTest::service)
        .by(-5, 1, 2, 3)
        .golden();
  }

  private static List<Object> service(List<Came> batches) {
    List<Came> ours = ofOurs(batches);
    return List.of(
        lags(batches).size(),
        batches.stream().map(Came::arrived).max(Instant::compareTo).orElseThrow(),
        Exact.quantile(0.99, lags(batches), l -> l),
        ours.size(),
        Exact.share(lags(ours).size(), ours.size()));
  }

  private static Golden hooks(List<Log> started) {
    List<Log> newest = started.stream().sorted(comparing(Log::at).reversed()).toList();
    return Table.of(
            newest,
            l ->
                List.of(
                    l.at(),
                    l.who().service(),
                    l.process(),
                    l.get("aiops.hooks.armed"),
                    l.get("aiops.hooks.missing")))
        .golden();
  }

  private static long rows(List<Log> dropped) {
    return dropped.stream().mapToLong(l -> Long.parseLong(l.get("aiops.dropped.rows"))).sum();
  }

  private static Golden whyDropped(List<Log> dropped) {
    return Table.grouped(
            dropped,
            l ->
                List.of(
                    l.who().service(), l.get("aiops.dropped.table"), l.get("aiops.dropped.reason")),
            group ->
                List.of(
                    rows(group), group.stream().map(Log::at).max(Instant::compareTo).orElseThrow()))
        .by(-4, 1, 2, 3)
        .golden();
  }
}
