/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.quiet;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.Security;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * An app that uses no library at all. It prints what it sees of its JVM, and what a server sees of
 * it, and fails in the end.
 */
public final class PlainApp {

  /** What the line begins with that names the threads that keep no JVM alive. */
  public static final String DAEMONS = "daemons: ";

  private PlainApp() {}

  public static void main(String[] args) throws Exception {
    System.out.println("threads that keep the JVM alive: " + threads());
    System.out.println("properties: " + properties());
    System.out.println("logging: " + logging());
    System.out.println("uncaught: " + Thread.getDefaultUncaughtExceptionHandler());
    System.out.println("providers: " + Arrays.toString(Security.getProviders()));
    System.out.println("proxies: " + ProxySelector.getDefault().getClass().getName());
    System.out.println("place: " + Locale.getDefault() + " " + TimeZone.getDefault().getID());
    System.out.println("streams: " + System.out.getClass() + System.err.getClass());
    System.out.println("pool: " + ForkJoinPool.commonPool().getParallelism());
    System.out.println("loader: " + parents(PlainApp.class.getClassLoader()));
    System.out.println("class path: " + classes());
    http();
    System.out.println("future: " + CompletableFuture.supplyAsync(() -> 42).get());
    System.out.println("threads at the end: " + threads());
    System.out.println(DAEMONS + daemons());
    throw new IllegalStateException("on demand");
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon())
        .filter(PlainApp::lasts)
        .map(Thread::getName)
        // named by whoever starts one first
        .filter(name -> !name.equals("DestroyJavaVM"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> daemons() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isDaemon)
        .map(Thread::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Where the common pool is small, a future has a thread of its own that is about to end. */
  private static boolean lasts(Thread thread) {
    try {
      if (thread != Thread.currentThread()) {
        thread.join(1_000);
      }
      return thread.isAlive();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> properties() {
    return System.getProperties().stringPropertyNames().stream()
        .filter(name -> !name.matches("(otel|aiops|io\\.opentelemetry)\\..*"))
        // set by whoever asks for the time zone first
        .filter(name -> !name.equals("user.timezone"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String logging() {
    Logger root = LogManager.getLogManager().getLogger("");
    return LogManager.getLogManager().getClass()
        + " "
        + root.getLevel()
        + " "
        + Arrays.stream(root.getHandlers()).map(handler -> handler.getClass().getName()).toList();
  }

  private static String parents(ClassLoader loader) {
    return loader == null
        ? "boot"
        : loader.getClass().getName() + " < " + parents(loader.getParent());
  }

  private static String classes() {
    return Arrays.stream(new String[] {"com.openai.client.OpenAIClient", "net.bytebuddy.ByteBuddy"})
        .map(PlainApp::found)
        .collect(Collectors.joining(", "));
  }

  private static String found(String name) {
    try {
      Class.forName(name);
      return name + " is there";
    } catch (ClassNotFoundException e) {
      return name + " is not there";
    }
  }

  private static void http() throws IOException, InterruptedException {
    Set<String> headers = new ConcurrentSkipListSet<>();
    Set<String> connections = new ConcurrentSkipListSet<>();
    AtomicInteger requests = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          headers.addAll(exchange.getRequestHeaders().keySet());
          connections.add(exchange.getRemoteAddress().toString());
          requests.incrementAndGet();
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[] {'o', 'k'});
          exchange.close();
        });
    server.start();
    HttpClient client = HttpClient.newHttpClient();
    for (int i = 0; i < 3; i++) {
      System.out.println("answer: " + get(client, server.getAddress().getPort()));
    }
    server.stop(0);
    System.out.println("the server saw: " + headers);
    System.out.println(requests + " requests by " + connections.size() + " connections");
  }

  private static String get(HttpClient client, int port) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
