/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The two requests the export makes: insert a batch, count its rows.
 *
 * <p>{@link HttpURLConnection} because it runs in the caller's thread and keeps its connection: the
 * JDK's HttpClient starts a selector and workers besides. Used by one thread, but {@link #abort}
 * may be called by any.
 */
final class ClickHouseHttp {

  private static final int CONNECT_MILLIS = 2_000;
  private static final int READ_MILLIS = 60_000;
  private static final int MAX_ANSWER = 4096;
  private static final int MAX_MESSAGE = 300;

  private final URI url;
  private final String authorization;
  private final Map<String, String> always = new LinkedHashMap<>();
  private volatile @Nullable HttpURLConnection current;

  ClickHouseHttp(ExportSettings settings) {
    url = settings.url();
    String credentials = settings.user() + ':' + settings.password();
    authorization = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    always.put("database", settings.database());
    // an error found late still sets the status
    always.put("wait_end_of_query", "1");
  }

  /**
   * Inserts a batch. Its blocks become one block and one part whatever the server's profile says,
   * so that they are stored together or not at all.
   */
  Reply insert(Batch batch) {
    Map<String, String> query = new LinkedHashMap<>(always);
    query.put("query", batch.table().insertSql());
    query.put("insert_deduplication_token", batch.id());
    query.put("insert_deduplicate", "1");
    query.put("async_insert", "0");
    query.put("min_insert_block_size_rows", "1000000000");
    query.put("min_insert_block_size_bytes", "0");
    return send(query, new BatchBody(batch));
  }

  /** Counts the rows stored under a batch's id. */
  Reply count(Batch batch) {
    Map<String, String> query = new LinkedHashMap<>(always);
    query.put("query", batch.table().countSql());
    query.put("param_batch", batch.id());
    return send(query, null);
  }

  /** Ends the request that is under way, as far as this side goes. */
  void abort() {
    HttpURLConnection running = current;
    if (running != null) {
      running.disconnect();
    }
  }

  private Reply send(Map<String, String> query, @Nullable BatchBody body) {
    boolean connected = false;
    try {
      HttpURLConnection connection = open(query, body);
      current = connection;
      connection.connect();
      connected = true;
      write(connection, body);
      return answer(connection);
    } catch (UnreadableBatchException e) {
      abort();
      return new Reply.Unreadable(reason(e));
    } catch (UnknownHostException | NoRouteToHostException | ConnectException e) {
      return new Reply.NotSent(reason(e));
    } catch (IOException | RuntimeException e) {
      return connected ? new Reply.Lost(reason(e)) : new Reply.NotSent(reason(e));
    } finally {
      current = null;
    }
  }

  private HttpURLConnection open(Map<String, String> query, @Nullable BatchBody body)
      throws IOException {
    String separator = url.getRawQuery() == null ? "?" : "&";
    URI full = URI.create(url + separator + encode(query));
    HttpURLConnection connection = (HttpURLConnection) full.toURL().openConnection();
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    connection.setUseCaches(false);
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("Authorization", authorization);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body == null ? 0 : body.length());
    if (body != null) {
      connection.setRequestProperty("Content-Encoding", "lz4");
      connection.setRequestProperty("Content-Type", "application/octet-stream");
    }
    return connection;
  }

  private static void write(HttpURLConnection connection, @Nullable BatchBody body)
      throws IOException {
    try (OutputStream out = connection.getOutputStream()) {
      if (body != null) {
        body.writeTo(out);
      }
    }
  }

  private static Reply answer(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    boolean fine = status >= 200 && status < 300;
    try (InputStream in = fine ? connection.getInputStream() : connection.getErrorStream()) {
      String text = in == null ? "" : new String(in.readNBytes(MAX_ANSWER), UTF_8);
      if (fine) {
        return new Reply.Accepted(text.strip());
      }
      // the server closes such a connection, perhaps without reading the next request
      connection.disconnect();
      return new Reply.Refused(Refusal.of(status, exceptionCode(connection), shorten(text)));
    }
  }

  private static int exceptionCode(HttpURLConnection connection) {
    return connection.getHeaderFieldInt("X-ClickHouse-Exception-Code", 0);
  }

  private static String shorten(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE) + "…";
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static String encode(Map<String, String> query) {
    return query.entrySet().stream()
        .map(entry -> entry.getKey() + '=' + URLEncoder.encode(entry.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }
}
