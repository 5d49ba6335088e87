/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A browser without scripts: keeps cookies, sends what browsers send, and follows no redirect. */
final class TestBrowser {

  /** An answer, and what it shows. */
  record Answer(HttpResponse<String> response, Document page) {

    int status() {
      return response.statusCode();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    String location() {
      return header("Location");
    }

    String field(String name) {
      return page.select("input[name=" + name + "]").attr("value");
    }

    String text() {
      return page.text();
    }

    /** The first element that a selector finds; there is one. */
    Element element(String selector) {
      return Objects.requireNonNull(page.selectFirst(selector), selector);
    }

    String cookie(String name) {
      return response.headers().allValues("Set-Cookie").stream()
          .filter(cookie -> cookie.startsWith(name + "="))
          .reduce((first, last) -> last)
          .orElse("");
    }
  }

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  final Map<String, String> cookies = new LinkedHashMap<>();
  final Map<String, String> headers = new LinkedHashMap<>();
  private final String origin;

  TestBrowser(int port) {
    origin = "http://localhost:" + port;
    headers.put("Accept", "text/html");
    headers.put("Sec-Fetch-Site", "same-origin");
    headers.put("Origin", origin);
  }

  String origin() {
    return origin;
  }

  Answer get(String path) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(at(path)).GET();
    headers.entrySet().stream()
        .filter(header -> !header.getKey().equals("Origin"))
        .forEach(header -> request.header(header.getKey(), header.getValue()));
    return send(request);
  }

  Answer post(String path, Map<String, String> fields) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(fields)));
    headers.forEach(request::header);
    return send(request);
  }

  /** Signs in by the form as a person does; the answer to its post. */
  Answer login(String name, String password) throws Exception {
    Answer form = get("/login");
    return post(
        "/login",
        Map.of("csrf", form.field("csrf"), "next", "/", "name", name, "password", password));
  }

  /** As {@link #login}, and it succeeds. */
  TestBrowser signedIn(String name, String password) throws Exception {
    Answer answer = login(name, password);
    assertThat(answer.status()).as(answer.text()).isEqualTo(303);
    return this;
  }

  private Answer send(HttpRequest.Builder request) throws Exception {
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    HttpResponse<String> response =
        client.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    response.headers().allValues("Set-Cookie").forEach(this::keep);
    return new Answer(response, Jsoup.parse(response.body()));
  }

  private void keep(String cookie) {
    String[] pair = cookie.split(";", 2)[0].split("=", 2);
    if (pair[1].isEmpty()) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  private URI at(String path) {
    return URI.create(path.startsWith("http") ? path : origin + path);
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
