/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;

/**
 * An app that uses no library: {@code small} prints a line, {@code large} uses what of the JDK a
 * service begins with, some thousands of classes.
 */
final class PlainApp {
  private PlainApp() {}

  /** Works, and ends by returning. */
  public static void main(String[] args) throws Exception {
    System.out.println(args[0].equals("large") ? large() : "small");
  }

  private static String large() throws Exception {
    byte[] text = answer().getBytes(StandardCharsets.UTF_8);
    String root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(text))
            .getDocumentElement()
            .getTagName();
    int digest = MessageDigest.getInstance("SHA-256").digest(text).length;
    String when = String.format(Locale.ROOT, "%tF", ZonedDateTime.now(ZoneId.systemDefault()));
    return CompletableFuture.supplyAsync(() -> root + digest + packed(text) + when).get();
  }

  /** Over HTTP, from a server of its own. */
  private static String answer() throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("<answer/>".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    HttpRequest request = HttpRequest.newBuilder(url).build();
    String body =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    server.stop(0);
    return body;
  }

  private static int packed(byte[] text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text);
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    return packed.size();
  }
}
