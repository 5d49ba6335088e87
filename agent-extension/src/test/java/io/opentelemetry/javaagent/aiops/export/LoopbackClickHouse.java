/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server that keeps tokens and rows as ClickHouse does and fails as told: for the faults a
 * real server shows once in a hundred kills.
 */
final class LoopbackClickHouse implements AutoCloseable {

  /** What goes wrong with the next insert. */
  sealed interface Fault {
    /** The rows are stored, the answer is lost. */
    record StoredReplyLost() implements Fault {}

    /** Nothing is stored and the answer is lost. */
    record DiedBefore() implements Fault {}

    /** The token is recorded, the rows are not: a server killed in between. */
    record TokenBurnt() implements Fault {}

    /** An answer of ClickHouse, or of a proxy when the code is 0. */
    record Answers(int status, int code, String text) implements Fault {}
  }

  private final HttpServer server;
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Fault refusal;
  private volatile Predicate<Map<String, List<Object>>> refused = rows -> false;
  private final Set<String> tokens = new HashSet<>();
  private final List<Map<String, List<Object>>> inserted = new ArrayList<>();
  final List<String> queries = new CopyOnWriteArrayList<>();

  /** Inserts into these are refused. */
  final Set<String> missingTables = ConcurrentHashMap.newKeySet();

  LoopbackClickHouse() throws IOException {
    this(0);
  }

  LoopbackClickHouse(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(
        Executors.newCachedThreadPool(task -> Daemon.of("loopback-clickhouse", task)));
    server.createContext("/", this::serve);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  int port() {
    return server.getAddress().getPort();
  }

  void failNext(Fault... next) {
    faults.addAll(Arrays.asList(next));
  }

  /** Answers so, for as long as nothing else is said, to each insert of which this holds. */
  void refuse(@Nullable Fault answer, Predicate<Map<String, List<Object>>> inserts) {
    refused = inserts;
    refusal = answer;
  }

  /** All values of a column, of all inserts, in the order they were stored. */
  synchronized List<Object> column(String name) {
    return inserted.stream()
        .flatMap(batch -> batch.getOrDefault(name, List.of()).stream())
        .toList();
  }

  synchronized int inserts() {
    return inserted.size();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    Map<String, String> query = query(exchange);
    byte[] body = exchange.getRequestBody().readAllBytes();
    queries.add(query.getOrDefault("query", ""));
    if (missingTables.stream().anyMatch(query.getOrDefault("query", "")::contains)) {
      answer(exchange, 404, 60, "Code: 60. DB::Exception: UNKNOWN_TABLE");
    } else if (query.getOrDefault("query", "").startsWith("INSERT")) {
      insert(exchange, query.getOrDefault("insert_deduplication_token", ""), body);
    } else {
      answer(exchange, 200, 0, count(query.getOrDefault("param_batch", "")) + "\n");
    }
  }

  private void insert(HttpExchange exchange, String token, byte[] body) throws IOException {
    Fault fault = refused.test(NativeReader.read(body)) ? refusal : faults.poll();
    if (fault instanceof Fault.Answers answers) {
      answer(exchange, answers.status(), answers.code(), answers.text());
      return;
    }
    if (fault instanceof Fault.StoredReplyLost || fault == null) {
      store(token, body);
    } else if (fault instanceof Fault.TokenBurnt) {
      burn(token);
    }
    if (fault != null) {
      exchange.close();
    } else {
      answer(exchange, 200, 0, "");
    }
  }

  private synchronized void store(String token, byte[] body) throws IOException {
    Map<String, List<Object>> batch = NativeReader.read(body);
    if (tokens.add(token)) {
      inserted.add(batch);
    }
  }

  private synchronized void burn(String token) {
    tokens.add(token);
  }

  private synchronized long count(String batch) {
    return column(Table.BATCH_COLUMN).stream().filter(batch::equals).count();
  }

  private static void answer(HttpExchange exchange, int status, int code, String text)
      throws IOException {
    if (code != 0) {
      exchange.getResponseHeaders().add("X-ClickHouse-Exception-Code", Integer.toString(code));
    }
    byte[] bytes = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static Map<String, String> query(HttpExchange exchange) {
    return Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
  }
}
