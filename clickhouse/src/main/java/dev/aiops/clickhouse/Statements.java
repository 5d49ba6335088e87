/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sends one statement over HTTP, as it is. JDBC is for reads; it would parse DDL, and hides the
 * server's error code.
 */
final class Statements {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofMinutes(10);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  private Statements() {}

  /** Runs a statement with ClickHouse settings; returns what the server answered. */
  static String run(ClickHouse at, String sql, Map<String, String> settings) {
    try {
      HttpResponse<String> response =
          CLIENT.send(request(at, sql, settings), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new ClickHouseException(code(response), response.body().strip(), null);
      }
      return response.body();
    } catch (IOException e) {
      throw new ClickHouseException(
          ClickHouseException.UNREACHABLE, "no answer from " + at.url() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClickHouseException(ClickHouseException.UNREACHABLE, "interrupted", e);
    }
  }

  private static HttpRequest request(ClickHouse at, String sql, Map<String, String> settings) {
    String query =
        settings.entrySet().stream()
            .map(e -> "&" + encode(e.getKey()) + "=" + encode(e.getValue()))
            .collect(Collectors.joining());
    // wait_end_of_query: an error after the first bytes must still change the status
    URI uri =
        URI.create(
            at.url() + "/?database=" + encode(at.database()) + "&wait_end_of_query=1" + query);
    return HttpRequest.newBuilder(uri)
        .timeout(ANSWER)
        .header("X-ClickHouse-User", at.user())
        .header("X-ClickHouse-Key", at.password())
        .POST(HttpRequest.BodyPublishers.ofString(sql))
        .build();
  }

  private static int code(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("X-ClickHouse-Exception-Code")
        .map(Integer::parseInt)
        .orElse(0);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
