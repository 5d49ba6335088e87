/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.eventstream.HeaderValue;
import software.amazon.awssdk.eventstream.Message;

/**
 * Bedrock on the loopback interface, which answers what a test wrote down. The first segment of the
 * path names the script; its answers are given in turn, the last one for ever. Events are framed as
 * docs.aws.amazon.com/AmazonS3/latest/API/RESTSelectObjectAppendix.html describes for all of AWS,
 * by the SDK's own encoder.
 */
public final class BedrockProvider implements AutoCloseable {

  /**
   * One answer.
   *
   * @param pieces parts of the body, each sent on its own
   * @param pauseMillis wait before the head and before each piece but the first
   * @param cut whether the connection breaks after the last piece
   */
  record Reply(
      int status, Map<String, String> headers, List<byte[]> pieces, long pauseMillis, boolean cut) {

    static Reply json(String body) {
      return new Reply(
          200,
          Map.of(
              "Content-Type",
              "application/json",
              "X-Amzn-Bedrock-Input-Token-Count",
              "60",
              "X-Amzn-Bedrock-Output-Token-Count",
              "20"),
          List.of(body.getBytes(UTF_8)),
          0,
          false);
    }

    /** As docs.aws.amazon.com/bedrock/latest/APIReference/CommonErrors.html. */
    static Reply error(int status, String type) {
      Map<String, String> headers =
          Map.of("Content-Type", "application/json", "x-amzn-ErrorType", type);
      byte[] body = "{\"message\":\"on demand\"}".getBytes(UTF_8);
      return new Reply(status, headers, List.of(body), 0, false);
    }

    static Reply events(List<byte[]> events) {
      Map<String, String> headers = Map.of("Content-Type", "application/vnd.amazon.eventstream");
      return new Reply(200, headers, events, 0, false);
    }

    /** The connection closes before an answer. */
    static Reply none() {
      return new Reply(NONE, Map.of(), List.of(), 0, false);
    }

    Reply withPause(long millis) {
      return new Reply(status, headers, pieces, millis, cut);
    }

    Reply withCut() {
      return new Reply(status, headers, pieces, pauseMillis, true);
    }
  }

  private static final int NONE = 0;

  private final Map<String, List<Reply>> scripts = new ConcurrentHashMap<>();
  private final Map<String, List<String>> received = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  private BedrockProvider(HttpServer server) {
    this.server = server;
  }

  static BedrockProvider start() {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      BedrockProvider provider =
          new BedrockProvider(HttpServer.create(new InetSocketAddress(loopback, 0), 0));
      provider.server.createContext("/", provider::handle);
      provider.server.setExecutor(provider.threads);
      provider.server.start();
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An event of ConverseStream. */
  public static byte[] event(String type, String payload) {
    return frame("event", ":event-type", type, payload);
  }

  /** An exception in place of an event. */
  static byte[] exception(String type) {
    return frame("exception", ":exception-type", type, "{\"message\":\"on demand\"}");
  }

  /** An event of InvokeModelWithResponseStream: a piece of the model's own stream. */
  public static byte[] chunk(String body) {
    String bytes = Base64.getEncoder().encodeToString(body.getBytes(UTF_8));
    return event("chunk", "{\"bytes\":\"" + bytes + "\",\"p\":\"abcdefgh\"}");
  }

  private static byte[] frame(String message, String typeHeader, String type, String payload) {
    Map<String, HeaderValue> headers =
        Map.of(
            ":message-type",
            HeaderValue.fromString(message),
            typeHeader,
            HeaderValue.fromString(type),
            ":content-type",
            HeaderValue.fromString("application/json"));
    ByteBuffer framed = new Message(headers, payload.getBytes(UTF_8)).toByteBuffer();
    byte[] bytes = new byte[framed.remaining()];
    framed.get(bytes);
    return bytes;
  }

  int port() {
    return server.getAddress().getPort();
  }

  void script(String name, Reply... replies) {
    scripts.put(name, List.of(replies));
  }

  /** The bodies that arrived. */
  List<String> received(String name) {
    return received.getOrDefault(name, List.of());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().split("/", 3)[1];
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    List<String> before = received.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>());
    List<Reply> script = Objects.requireNonNull(scripts.get(name), name);
    Reply reply = script.get(Math.min(before.size(), script.size() - 1));
    before.add(body);
    try {
      if (reply.status != NONE) {
        answer(exchange, reply);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // not in a finally: closing ends the body properly, and a cut one must not
    exchange.close();
  }

  private static void answer(HttpExchange exchange, Reply reply)
      throws IOException, InterruptedException {
    Thread.sleep(reply.pauseMillis);
    reply.headers.forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("x-amzn-RequestId", "req-1");
    exchange.sendResponseHeaders(reply.status, 0);
    for (byte[] piece : reply.pieces) {
      exchange.getResponseBody().write(piece);
      exchange.getResponseBody().flush();
      Thread.sleep(reply.pauseMillis);
    }
    if (reply.cut) {
      throw new IOException("cut on demand");
    }
  }
}
