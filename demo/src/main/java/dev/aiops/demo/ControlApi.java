/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** approval-api's public API, for one token. */
final class ControlApi {

  private static final Duration LONGEST = Duration.ofSeconds(15);
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LONGEST).build();
  private final String url;
  private final String token;

  ControlApi(String url, Path tokenFile) throws IOException {
    this.url = url.replaceAll("/+$", "");
    this.token = Files.readString(tokenFile).strip();
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return answer(request(path).build());
  }

  /** The body is whatever Jackson writes. */
  JsonNode post(String path, Object body) throws IOException, InterruptedException {
    String json = JSON.writeValueAsString(body);
    return answer(request(path).POST(BodyPublishers.ofString(json)).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(LONGEST)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json");
  }

  private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = send(request);
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          "approval-api refuses "
              + request.uri()
              + " with "
              + response.statusCode()
              + ": "
              + response.body().strip());
    }
    return JSON.readTree(response.body());
  }

  private HttpResponse<String> send(HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(
          "approval-api does not answer at " + url + " (" + e + "): start it with ./aiops up", e);
    }
  }
}
