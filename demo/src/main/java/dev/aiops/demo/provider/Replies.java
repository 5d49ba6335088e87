/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Short JSON answers. */
final class Replies {

  private Replies() {}

  /** An error as OpenAI writes one. */
  static void error(HttpExchange exchange, int status, String message) throws IOException {
    ObjectNode json = Protocol.JSON.createObjectNode();
    json.putObject("error")
        .put("message", message)
        .put("type", type(status))
        .putNull("param")
        .put("code", status == 429 ? "rate_limit_exceeded" : null);
    json(exchange, status, json);
  }

  /** An error as Anthropic documents it at docs.claude.com/en/api/errors. */
  static void anthropicError(HttpExchange exchange, int status, String message, String requestId)
      throws IOException {
    json(exchange, status, anthropicError(status, message).put("request_id", requestId));
  }

  static ObjectNode anthropicError(int status, String message) {
    ObjectNode json = Protocol.JSON.createObjectNode().put("type", "error");
    json.putObject("error").put("type", anthropicType(status)).put("message", message);
    return json;
  }

  /** An error as Google documents it at cloud.google.com/apis/design/errors. */
  static void googleError(HttpExchange exchange, int status, String message) throws IOException {
    ObjectNode json = Protocol.JSON.createObjectNode();
    json.putObject("error")
        .put("code", status)
        .put("message", message)
        .put("status", googleStatus(status));
    json(exchange, status, json);
  }

  private static String googleStatus(int status) {
    return switch (status) {
      case 401 -> "UNAUTHENTICATED";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "NOT_FOUND";
      case 429 -> "RESOURCE_EXHAUSTED";
      case 503 -> "UNAVAILABLE";
      case 504 -> "DEADLINE_EXCEEDED";
      default -> status >= 500 ? "INTERNAL" : "INVALID_ARGUMENT";
    };
  }

  private static String anthropicType(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 529 -> "overloaded_error";
      default -> status >= 500 ? "api_error" : "invalid_request_error";
    };
  }

  static void json(HttpExchange exchange, int status, JsonNode json) throws IOException {
    byte[] body = Wire.bytes(json.toString());
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String type(int status) {
    if (status == 429) return "requests";
    return status >= 500 ? "server_error" : "invalid_request_error";
  }

  static String messageFor(int status) {
    return switch (status) {
      case 401 -> "Incorrect API key provided.";
      case 404 -> "The model does not exist or you do not have access to it.";
      case 429 -> "Rate limit reached for requests. Please try again later.";
      case 503 -> "The engine is currently overloaded, please try again later.";
      default ->
          "The server had an error while processing your request. (simulated " + status + ")";
    };
  }
}
