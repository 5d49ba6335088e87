/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aiops.approval.budget.Channel;
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

/** Asks a running instance, as an operator. */
record ApiClient(String url, String token) {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int OK = 200;

  /** With the token that a file holds. */
  static ApiClient of(String url, String tokenFile) throws IOException {
    return new ApiClient(url, Files.readString(Path.of(tokenFile)).strip());
  }

  /**
   * Gets an answer.
   *
   * @throws IOException saying what was refused and what to do, or that nobody answers
   */
  JsonNode get(String path) throws IOException {
    return ask(request(path).GET());
  }

  /** As {@link #get}. */
  JsonNode post(String path, JsonNode body) throws IOException {
    return ask(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(LIMIT)
        .header("User-Agent", Channel.COMMAND)
        .header("Authorization", "Bearer " + token);
  }

  private static JsonNode ask(HttpRequest.Builder builder) throws IOException {
    HttpResponse<String> reply = send(builder.build());
    JsonNode body = new ObjectMapper().readTree(reply.body());
    if (reply.statusCode() != OK) {
      throw new IOException(refusal(body.path("error")));
    }
    return body;
  }

  private static HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IOException("no approval-api answers at " + request.uri() + ": start it", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String refusal(JsonNode error) {
    return "approval-api refused: "
        + error.path("message").asText()
        + "; "
        + error.path("remedy").asText();
  }
}
