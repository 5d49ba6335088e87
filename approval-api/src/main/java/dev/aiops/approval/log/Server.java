/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.aiops.approval.log.ServerException.Fate;
import dev.aiops.clickhouse.ClickHouse;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Sends statements of the log to ClickHouse, each within a time limit. The limit is over the whole
 * exchange: the client's own ends with the headers, and a body could hang for ever.
 */
final class Server {

  /** Errors by which a session says that it did not execute: not found, locked. */
  private static final Set<String> NOT_EXECUTED = Set.of("372", "373");

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  private final ClickHouse at;
  private final Duration limit;

  Server(ClickHouse at, Duration limit) {
    this.at = at;
    this.limit = limit;
  }

  /** Asks; the answer is in the format the query names. */
  byte[] ask(String sql, Map<String, String> settings) throws ServerException {
    return send(settings, sql.getBytes(UTF_8), "");
  }

  /** Inserts rows; the statement names their format. */
  void insert(String sql, Map<String, String> settings, byte[] rows) throws ServerException {
    send(settings, rows, "&query=" + encode(sql));
  }

  private byte[] send(Map<String, String> settings, byte[] body, String query)
      throws ServerException {
    CompletableFuture<HttpResponse<byte[]>> sent =
        CLIENT.sendAsync(request(settings, body, query), BodyHandlers.ofByteArray());
    HttpResponse<byte[]> response = await(sent);
    if (response.statusCode() != 200) {
      throw failed(response);
    }
    return response.body();
  }

  private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> sent)
      throws ServerException {
    try {
      return sent.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      sent.cancel(true);
      String message = "no answer from " + at.url() + " within " + limit.toMillis() + " ms";
      throw new ServerException(Fate.UNKNOWN, message, e);
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw new ServerException(Fate.UNKNOWN, "interrupted", e);
    } catch (ExecutionException e) {
      throw lost(e.getCause() == null ? e : e.getCause());
    }
  }

  private ServerException lost(Throwable cause) {
    boolean neverSent =
        cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
    return new ServerException(
        neverSent ? Fate.NOT_EXECUTED : Fate.UNKNOWN,
        "no answer from " + at.url() + ": " + cause,
        cause);
  }

  private static ServerException failed(HttpResponse<byte[]> response) {
    String code = response.headers().firstValue("X-ClickHouse-Exception-Code").orElse("");
    Fate fate = NOT_EXECUTED.contains(code) ? Fate.NOT_EXECUTED : Fate.FAILED;
    return new ServerException(fate, new String(response.body(), UTF_8).strip(), null);
  }

  private HttpRequest request(Map<String, String> settings, byte[] body, String query) {
    String parameters =
        settings.entrySet().stream()
            .map(e -> "&" + encode(e.getKey()) + "=" + encode(e.getValue()))
            .collect(Collectors.joining());
    // wait_end_of_query: an error after the first bytes must still change the status
    URI uri =
        URI.create(
            at.url() + "/?database=" + at.database() + "&wait_end_of_query=1" + parameters + query);
    return HttpRequest.newBuilder(uri)
        .header("X-ClickHouse-User", at.user())
        .header("X-ClickHouse-Key", at.password())
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
