/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Does commands: JSON lines on standard input, each in a thread of a pool, the outcome as a line
 * {@code done {json}}; and the same by {@code POST /do}. Ends with its standard input.
 */
public final class ScenarioApp {

  private static final int THREADS = 16;

  private final Map<String, Flavour> flavours = new TreeMap<>();
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private ScenarioApp(String baseUrl) {
    LangChainFlavours models = new LangChainFlavours(baseUrl);
    flavours.putAll(new OpenAiFlavours(baseUrl).all());
    flavours.putAll(models.all());
    flavours.putAll(new AgentFlavours(models).all());
    flavours.put("http.bare", command -> bare(baseUrl, command));
    flavours.put("named.method", command -> new NamedRun(models).answer(command));
  }

  /** Takes the provider's base URL. */
  public static void main(String[] args) throws Exception {
    ScenarioApp app = new ScenarioApp(args[0]);
    HttpServer server = app.listen();
    app.out.println("ready http://127.0.0.1:" + server.getAddress().getPort());
    app.work();
    server.stop(0);
    app.out.println("bye");
    // idle threads of the libraries' HTTP clients would keep it for another minute
    System.exit(0);
  }

  private HttpServer listen() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool(ScenarioApp::daemon));
    server.createContext("/do", this::serve);
    server.start();
    return server;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "http");
    thread.setDaemon(true);
    return thread;
  }

  private void serve(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    byte[] reply = outcome(Command.parse(body)).json().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, reply.length);
    exchange.getResponseBody().write(reply);
    exchange.close();
  }

  private void work() throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Command command = Command.parse(line);
      pool.execute(() -> out.println("done " + outcome(command).json()));
    }
    pool.shutdown();
    while (!pool.isTerminated()) Thread.onSpinWait();
  }

  private Outcome outcome(Command command) {
    Flavour flavour = flavours.get(command.flavour());
    if (flavour == null)
      return new Outcome(command.tag(), false, "no flavour of " + flavours.keySet());
    return Outcome.of(command, flavour);
  }

  /** A call to the model's host that no library makes. */
  private static String bare(String baseUrl, Command command) throws Exception {
    String body =
        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
            .formatted(command.model(), command.message());
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + "/chat/completions"));
    command.headers().forEach(request::header);
    request.POST(BodyPublishers.ofString(body));
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).statusCode()
        + "";
  }
}
