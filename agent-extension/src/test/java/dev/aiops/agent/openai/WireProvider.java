/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.aiops.agent.AgentJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.example.openai.OpenAiApp;

/**
 * A provider on the loopback interface that answers byte by byte what a test wrote down. The first
 * segment of the path names the script; its answers are given in turn, the last one for ever.
 */
public final class WireProvider implements AutoCloseable {

  /**
   * One answer.
   *
   * @param pieces parts of the body, each sent on its own
   * @param pauseMillis wait before the head and before each piece but the first
   * @param cut whether the connection breaks after the last piece
   */
  public record Reply(int status, String type, List<byte[]> pieces, long pauseMillis, boolean cut) {

    public static Reply json(int status, String body) {
      return new Reply(status, "application/json", List.of(body.getBytes(UTF_8)), 0, false);
    }

    public static Reply events(String... pieces) {
      List<byte[]> bytes = List.of(pieces).stream().map(piece -> piece.getBytes(UTF_8)).toList();
      return new Reply(200, "text/event-stream", bytes, 0, false);
    }

    public Reply withPause(long millis) {
      return new Reply(status, type, pieces, millis, cut);
    }

    public Reply withCut() {
      return new Reply(status, type, pieces, pauseMillis, true);
    }
  }

  /** What reached the provider. */
  public record Received(String path, String body, String traceparent) {}

  private final Map<String, List<Reply>> scripts = new ConcurrentHashMap<>();
  private final Map<String, List<Received>> received = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  private WireProvider(HttpServer server) {
    this.server = server;
  }

  public static WireProvider start() {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      WireProvider provider =
          new WireProvider(HttpServer.create(new InetSocketAddress(loopback, 0), 0));
      provider.server.createContext("/", provider::handle);
      provider.server.setExecutor(provider.threads);
      provider.server.start();
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public WireProvider script(String name, Reply... replies) {
    scripts.put(name, List.of(replies));
    return this;
  }

  /**
   * Runs {@code OpenAiApp} against this provider, which its agent takes for OpenAI by address but
   * not by name.
   */
  AgentJvm.Outcome run(Path folder, Map<String, String> settings, String... cases)
      throws IOException, InterruptedException {
    Map<String, String> all = new HashMap<>(settings);
    all.put("aiops.model.hosts", "127.0.0.1:" + port() + "=openai");
    List<String> arguments = new ArrayList<>(List.of(Integer.toString(port())));
    arguments.addAll(List.of(cases));
    return AgentJvm.run(
        folder, AgentJvm.appClassPath(), all, OpenAiApp.class, arguments.toArray(new String[0]));
  }

  public List<Received> received(String name) {
    return received.getOrDefault(name, List.of());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String name = path.split("/", 3)[1];
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String parent = String.valueOf(exchange.getRequestHeaders().getFirst("traceparent"));
    List<Received> before = received.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>());
    List<Reply> script = Objects.requireNonNull(scripts.get(name), name);
    Reply reply = script.get(Math.min(before.size(), script.size() - 1));
    before.add(new Received(path, body, parent));
    try {
      answer(exchange, reply);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // not in a finally: closing ends the body properly, and a cut one must not
    exchange.close();
  }

  private static void answer(HttpExchange exchange, Reply reply)
      throws IOException, InterruptedException {
    Thread.sleep(reply.pauseMillis);
    exchange.getResponseHeaders().set("Content-Type", reply.type);
    exchange.getResponseHeaders().set("x-request-id", "req-1");
    exchange.getResponseHeaders().set("Retry-After-Ms", "40");
    if (reply.type.endsWith(".amazon.eventstream")) {
      // what Bedrock says of the chunks within: anthropic-java reads no others
      exchange.getResponseHeaders().set("X-Amzn-Bedrock-Content-Type", "application/json");
    }
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
