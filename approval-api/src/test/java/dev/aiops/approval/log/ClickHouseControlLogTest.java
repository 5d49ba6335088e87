/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import static dev.aiops.approval.log.Entries.draft;
import static dev.aiops.approval.log.Entries.plain;
import static dev.aiops.approval.log.Entries.rich;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(ClickHouseExtension.class)
class ClickHouseControlLogTest extends ControlLogContractTest {

  private static final Duration SHORT = Duration.ofMillis(300);

  private final TestDatabase database;

  ClickHouseControlLogTest(TestDatabase database) {
    this.database = database;
  }

  @Override
  ControlLog writer() {
    return new ClickHouseControlLog(database.control());
  }

  @Override
  void clear() {
    database.execute("TRUNCATE TABLE control_log");
  }

  @Override
  void plant(Committed row) {
    new Planted(database.admin()).insert(row);
  }

  @Override
  void remove(long seq) {
    database
        .admin()
        .execute(
            "ALTER TABLE control_log DELETE WHERE seq = " + seq, Map.of("mutations_sync", "1"));
  }

  @Test
  void append_group_isOnePart() {
    database.execute("SYSTEM STOP MERGES control_log");
    accepted(writer(), draft(Head.START, "w", plain("a"), rich("b"), plain("c")));
    accepted(writer(), draft(head(writer()), "w", plain("d")));
    database.execute("SYSTEM START MERGES control_log");
    assertThat(
            database.ask(
                "SELECT arrayStringConcat(groupArray(n), ' ') FROM (SELECT toString(count()) AS n"
                    + " FROM control_log GROUP BY _part ORDER BY min(seq))"))
        .isEqualTo("3 1");
  }

  @Test
  void append_columns_areWhatSqlReads() {
    accepted(writer(), draft(Head.START, "w-1", rich("lease-7"), plain("a-1")));
    assertThat(
            database.ask(
                "SELECT seq, at, writer, kind, entity, state_after, budget, day, cap_nanos,"
                    + " spent_nanos, leased_nanos, actor FROM control_log ORDER BY seq"))
        .isEqualTo(
            "1\t2026-11-24 12:00:00.123\tw-1\tlease_granted\tlease-7\topen\tteam-a\t2026-11-24"
                + "\t5000000000\t1200000001\t300\tZoë O\\'Neil\n"
                + "2\t2026-11-24 12:00:00.123\tw-1\tapproval_requested\ta-1\tPENDING\t\t\\N\t\\N"
                + "\t\\N\t\\N\tsystem");
  }

  /**
   * What going on to the next token rests on: of a token that is used up the rows are seen at once,
   * by the writer who was dropped as a duplicate too. Else it would be taken for burnt.
   */
  @Test
  void insert_racingForOneToken_isNeverAnsweredBeforeTheWinnersRowsAreSeen() throws Exception {
    int racers = 6;
    int places = 25;
    ExecutorService threads = Executors.newFixedThreadPool(racers);
    CyclicBarrier start = new CyclicBarrier(racers);
    List<Callable<Integer>> racing =
        IntStream.range(0, racers)
            .mapToObj(i -> (Callable<Integer>) () -> seenAtOnce("w" + i, places, start))
            .toList();
    for (Future<Integer> seen : threads.invokeAll(racing, 60, TimeUnit.SECONDS)) {
      assertThat(seen.get()).isEqualTo(places);
    }
    threads.shutdown();
    assertThat(database.ask("SELECT count(), uniqExact(seq) FROM control_log"))
        .isEqualTo(places + "\t" + places);
  }

  private int seenAtOnce(String name, int places, CyclicBarrier start) throws Exception {
    Server server = new Server(database.control(), Duration.ofSeconds(10));
    Head head = Head.START;
    int seen = 0;
    for (int place = 1; place <= places; place++) {
      start.await(30, TimeUnit.SECONDS);
      server.insert(
          "INSERT INTO control_log (" + RowWriter.COLUMNS + ") FORMAT RowBinary",
          Map.of("insert_deduplication_token", Integer.toString(place), "async_insert", "0"),
          RowWriter.bytes(draft(head, name, plain("e")).rows()));
      List<Committed> rows = writer().read(place - 1, 1).rows();
      seen += rows.size();
      head = Head.at(rows.get(0));
    }
    return seen;
  }

  @Test
  void append_burntTokens_goesOnToTheNext() {
    burn("1", "1:1");
    accepted(writer(), draft(Head.START, "w", plain("a"), plain("b")));
    burn("3");
    accepted(writer(), draft(head(writer()), "w", plain("c")));
    assertThat(writer().read(0, 10).rows()).hasSize(3);
  }

  @Test
  void append_everyTokenBurnt_endsWithWhatToLookAt() {
    burn(IntStream.range(0, 16).mapToObj(i -> i == 0 ? "1" : "1:" + i).toArray(String[]::new));
    assertThatThrownBy(() -> writer().append(draft(Head.START, "w", plain("a"))))
        .isInstanceOf(ControlLogUnavailableException.class)
        .hasMessageContaining("shows none of them");
  }

  /** Uses tokens up, as a kill between token and rename does. */
  private void burn(String... tokens) {
    for (String token : tokens) {
      database
          .admin()
          .execute(
              "INSERT INTO control_log (seq, kind) VALUES (999, 'burnt')",
              Map.of("insert_deduplication_token", token, "async_insert", "0"));
    }
    database.admin().execute("DELETE FROM control_log WHERE seq = 999");
  }

  /** Each column by its own tampering; the row is named, whatever else is right. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "at | at + toIntervalMillisecond(1)",
        "writer | 'W'",
        "kind | 'lease_granteD'",
        "entity | concat(entity, ' ')",
        "state_after | 'opeN'",
        "budget | 'team-A'",
        "day | day + 1",
        "cap_nanos | cap_nanos + 1",
        "spent_nanos | spent_nanos - 1",
        "leased_nanos | NULL",
        "cap_nanos | NULL",
        "actor | 'Zoë'",
        "body | replaceOne(body, 'tab', 'tAb')",
        "body | concat(body, unhex('FF'))",
        "prev_hash | upper(prev_hash)",
        "hash | concat('0', substring(hash, 2))",
      })
  void verify_changedColumn_isNamed(String column, String changed) {
    accepted(writer(), draft(Head.START, "w", plain("a"), plain("b"), rich("c"), plain("d")));
    database
        .admin()
        .execute(
            "ALTER TABLE control_log UPDATE " + column + " = " + changed + " WHERE seq = 3",
            Map.of("mutations_sync", "1"));
    assertThat(new Verifier(writer()).verify(seq -> {}))
        .isInstanceOfSatisfying(Verdict.Bad.class, bad -> assertThat(bad.seq()).isEqualTo(3));
  }

  @Test
  void verify_moneyAddedToARowWithout_isNamed() {
    accepted(writer(), draft(Head.START, "w", plain("a"), plain("b")));
    database
        .admin()
        .execute(
            "ALTER TABLE control_log UPDATE budget = 'x' WHERE seq = 2",
            Map.of("mutations_sync", "1"));
    assertThat(new Verifier(writer()).verify(seq -> {}))
        .isInstanceOfSatisfying(Verdict.Bad.class, bad -> assertThat(bad.seq()).isEqualTo(2));
  }

  /** seq is the order key, which nobody can update; a moved row is a missing one and a changed. */
  @Test
  void verify_movedRow_isNamed() {
    List<Committed> rows = accepted(writer(), draft(Head.START, "w", plain("a"), plain("b")));
    Committed last = rows.get(1);
    plant(new Committed(3, last.at(), last.writer(), last.entry(), last.prevHash(), last.hash()));
    assertThat(new Verifier(writer()).verify(seq -> {}))
        .isEqualTo(new Verdict.Bad(3, "the row was changed: its hash is not that of its columns"));
  }

  @Test
  void append_unreachable_isNotAppended() throws IOException {
    ControlLog log = new ClickHouseControlLog(at(freePort()), SHORT);
    assertThatThrownBy(() -> log.append(draft(Head.START, "w", plain("a"))))
        .isInstanceOfSatisfying(
            ControlLogUnavailableException.class, e -> assertThat(e.outcomeUnknown()).isFalse());
    assertThatThrownBy(() -> log.read(0, 1).rows())
        .isInstanceOf(ControlLogUnavailableException.class);
  }

  @Test
  void read_serverHangs_endsInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      ControlLog log = new ClickHouseControlLog(at(silent.getLocalPort()), SHORT);
      long start = System.nanoTime();
      assertThatThrownBy(() -> log.read(0, 1).rows())
          .isInstanceOf(ControlLogUnavailableException.class)
          .hasMessageContaining("within 300 ms");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void append_replyLost_isUnknownAndSameDraftFindsItThere() throws IOException {
    try (Between between = new Between(database, request -> request.contains("INSERT"))) {
      ControlLog log = new ClickHouseControlLog(between.at(), Duration.ofSeconds(5));
      Draft draft = draft(Head.START, "w", plain("a"));
      assertThatThrownBy(() -> log.append(draft))
          .isInstanceOfSatisfying(
              ControlLogUnavailableException.class, e -> assertThat(e.outcomeUnknown()).isTrue());
      between.heal();
      accepted(log, draft);
      assertThat(writer().read(0, 10).rows()).isEqualTo(draft.rows());
    }
  }

  @Test
  void append_afterAnUnknownOutcome_resolvesThatFirst() throws IOException {
    try (Between between = new Between(database, request -> request.contains("INSERT"))) {
      between.dropBeforeServer();
      ControlLog log = new ClickHouseControlLog(between.at(), Duration.ofSeconds(5));
      Draft first = draft(Head.START, "w", plain("first"));
      assertThatThrownBy(() -> log.append(first)).hasMessageContaining("cannot be written");
      assertThat(writer().read(0, 10).rows()).isEmpty();
      between.heal();

      assertThat(log.append(draft(Head.START, "w", plain("second"))))
          .isEqualTo(new Appended.Lost());

      assertThat(writer().read(0, 10).rows()).isEqualTo(first.rows());
      accepted(log, draft(first.head(), "w", plain("second")));
    }
  }

  /** A server that was started again since the log was read must not execute the insert. */
  @Test
  void append_sessionOfTheReadIsGone_isNotExecuted() throws IOException {
    try (Between between = new Between(database, request -> false)) {
      between.forgetSessions();
      ControlLog log = new ClickHouseControlLog(between.at(), Duration.ofSeconds(5));
      assertThatThrownBy(() -> log.append(draft(Head.START, "w", plain("a"))))
          .isInstanceOfSatisfying(
              ControlLogUnavailableException.class, e -> assertThat(e.outcomeUnknown()).isFalse())
          .hasMessageContaining("SESSION_NOT_FOUND");
      assertThat(writer().read(0, 10).rows()).isEmpty();
    }
  }

  @Test
  void append_mayNotInsert_saysSoAndIsNotAppended() {
    ControlLog log = new ClickHouseControlLog(database.read());
    assertThatThrownBy(() -> log.append(draft(Head.START, "w", plain("a"))))
        .isInstanceOfSatisfying(
            ControlLogUnavailableException.class, e -> assertThat(e.outcomeUnknown()).isFalse())
        .hasMessageContaining("aiops_read");
  }

  private static ClickHouse at(int port) {
    return new ClickHouse(URI.create("http://127.0.0.1:" + port), "aiops", "aiops_control", "x");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Inserts as somebody who bypasses the log: with a token of its own. */
  private record Planted(ClickHouse admin) {

    void insert(Committed row) {
      Server server = new Server(admin, Duration.ofSeconds(10));
      try {
        server.insert(
            "INSERT INTO control_log (" + RowWriter.COLUMNS + ") FORMAT RowBinary",
            Map.of("insert_deduplication_token", "planted-" + System.nanoTime()),
            RowWriter.bytes(List.of(row)));
      } catch (ServerException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Passes requests on to the server, and loses some replies. */
  private static final class Between implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final TestDatabase database;
    private final HttpServer server;
    private final List<String> sessions = new CopyOnWriteArrayList<>();
    private volatile Predicate<String> lose;
    private volatile boolean beforeServer;
    private volatile boolean forget;

    Between(TestDatabase database, Predicate<String> lose) throws IOException {
      this.database = database;
      this.lose = lose;
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newCachedThreadPool());
      server.createContext(
          "/",
          exchange -> {
            String query = exchange.getRequestURI().getRawQuery();
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean lost = lose(query, body);
            if (lost && beforeServer) {
              exchange.close();
              return;
            }
            HttpResponse<byte[]> response = pass(query, body);
            if (!lost) {
              response
                  .headers()
                  .firstValue("X-ClickHouse-Exception-Code")
                  .ifPresent(
                      c -> exchange.getResponseHeaders().add("X-ClickHouse-Exception-Code", c));
              exchange.sendResponseHeaders(response.statusCode(), response.body().length);
              exchange.getResponseBody().write(response.body());
            }
            exchange.close();
          });
      server.start();
    }

    private boolean lose(String query, byte[] body) {
      return lose.test(query + new String(body, UTF_8));
    }

    private HttpResponse<byte[]> pass(String query, byte[] body) throws IOException {
      String sent = forget ? query.replaceAll("session_id=[^&]*", "session_id=" + next()) : query;
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(database.url() + "/?" + sent))
              .header("X-ClickHouse-User", database.control().user())
              .header("X-ClickHouse-Key", database.control().password())
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      try {
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    private String next() {
      sessions.add("forgotten-" + sessions.size() + "-" + System.nanoTime());
      return sessions.get(sessions.size() - 1);
    }

    ClickHouse at() {
      URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      return new ClickHouse(
          url, database.database(), database.control().user(), database.control().password());
    }

    void dropBeforeServer() {
      beforeServer = true;
    }

    void forgetSessions() {
      forget = true;
    }

    void heal() {
      lose = request -> false;
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
