/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.impl.InstrumentationUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests in the caller's thread, one at a time. {@link HttpURLConnection} repeats a request
 * whose connection broke once by itself; all of ours may be repeated. Used by one thread, but
 * {@link #abort} and {@link #limit} may be called by any.
 */
final class Http {

  private static final int MAX_ANSWER = 1 << 20;
  private static final int MAX_DRIPPING_READS = 3;

  private final URI url;
  private final String authorization;
  private volatile int connectMillis;
  private volatile int readMillis;
  private volatile @Nullable HttpURLConnection current;

  Http(KeeperSettings settings) {
    url = settings.url();
    authorization = "Bearer " + settings.token();
    connectMillis = Math.toIntExact(settings.timings().connect().toMillis());
    readMillis = Math.toIntExact(settings.timings().read().toMillis());
  }

  /** An answer, whatever it says. */
  record Answer(int status, @Nullable String tag, String body) {}

  /** Waits less than before, for when the process ends. */
  void limit(Duration most) {
    int millis = Math.toIntExact(most.toMillis());
    connectMillis = Math.min(connectMillis, millis);
    readMillis = Math.min(readMillis, millis);
  }

  /** Ends the request that is under way, as far as this side goes. */
  void abort() {
    HttpURLConnection running = current;
    if (running != null) {
      running.disconnect();
    }
  }

  /**
   * Sends with the agent's own instrumentation off: neither a span nor a trace header comes of it.
   *
   * @param body null to get
   * @param knownTag what the answer may be the same as
   * @throws IOException if there is no whole answer
   */
  Answer send(String path, byte @Nullable [] body, @Nullable String knownTag) throws IOException {
    Untraced untraced = new Untraced(() -> sendNow(path, body, knownTag));
    try {
      InstrumentationUtil.suppressInstrumentation(untraced);
    } catch (LinkageError e) {
      untraced.run(); // an upstream agent without it: better traced than not sent
    }
    return untraced.answer();
  }

  private interface Request {
    Answer send() throws IOException;
  }

  /** Carries the outcome out of a Runnable. */
  private static final class Untraced implements Runnable {

    private final Request request;
    private @Nullable Answer answer;
    private IOException failure = new IOException("nothing was sent");

    Untraced(Request request) {
      this.request = request;
    }

    @Override
    public void run() {
      try {
        answer = request.send();
      } catch (IOException e) {
        failure = e;
      }
    }

    Answer answer() throws IOException {
      if (answer == null) {
        throw failure;
      }
      return answer;
    }
  }

  private Answer sendNow(String path, byte @Nullable [] body, @Nullable String knownTag)
      throws IOException {
    HttpURLConnection connection = open(path, knownTag);
    current = connection;
    try {
      write(connection, body);
      return answer(connection);
    } catch (RuntimeException e) {
      throw new IOException(e.toString(), e);
    } finally {
      current = null;
    }
  }

  private HttpURLConnection open(String path, @Nullable String knownTag) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(url + path).toURL().openConnection();
    connection.setConnectTimeout(connectMillis);
    connection.setReadTimeout(readMillis);
    connection.setUseCaches(false);
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("Authorization", authorization);
    connection.setRequestProperty("Accept", "application/json");
    if (knownTag != null) {
      connection.setRequestProperty("If-None-Match", knownTag);
    }
    return connection;
  }

  private static void write(HttpURLConnection connection, byte @Nullable [] body)
      throws IOException {
    if (body == null) {
      return;
    }
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/json");
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
  }

  private Answer answer(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    if (status < 0) {
      throw new IOException("what answers is no HTTP server");
    }
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      String body = in == null ? "" : read(in);
      return new Answer(status, connection.getHeaderField("ETag"), body);
    }
  }

  /** The read limit is of each read: an answer that drips must not hold us for ever. */
  private String read(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] some = new byte[8192];
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(readMillis) * MAX_DRIPPING_READS;
    for (int read = in.read(some); read >= 0; read = in.read(some)) {
      all.write(some, 0, read);
      if (all.size() > MAX_ANSWER || System.nanoTime() - end > 0) {
        throw new IOException("the answer is too long or too slow");
      }
    }
    return all.toString(UTF_8);
  }

  static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  static String shorten(String body) {
    String line = body.strip().replaceAll("\\s+", " ");
    return line.length() <= 200 ? line : line.substring(0, 200) + "…";
  }
}
