/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is common to the operations of Amazon Bedrock's runtime: <a
 * href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">Converse</a>,
 * <a
 * href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html">ConverseStream</a>,
 * <a
 * href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html">InvokeModel</a>
 * and <a
 * href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModelWithResponseStream.html">InvokeModelWithResponseStream</a>.
 * Their paths name the model, and their errors are the same.
 */
final class Bedrock {

  private static final Pattern PATH =
      Pattern.compile(
          ".*/model/(.+)/(converse|converse-stream|invoke|invoke-with-response-stream)");

  /** What breaks a stream off: a member of the stream's own events. */
  static final Frame INTERNAL =
      new Frame(
          "internalServerException",
          "{\"message\":\"The system encountered an unexpected error during processing. Try your request again.\"}",
          0,
          false);

  private Bedrock() {}

  static boolean speaks(String path) {
    return PATH.matcher(path).matches();
  }

  /** Puts what the path says where other protocols have it: the model, and whether to stream. */
  static void read(String path, ObjectNode body) {
    Matcher matcher = PATH.matcher(path);
    if (matcher.matches()) {
      body.put("model", matcher.group(1));
      body.put("stream", matcher.group(2).endsWith("-stream"));
    }
  }

  /**
   * The protocol of a request that was {@link #read}.
   *
   * @throws IllegalArgumentException if it invokes a model of a maker that is not simulated
   */
  static Protocol protocol(String path, JsonNode body) {
    boolean invokes = path.substring(path.lastIndexOf('/')).startsWith("/invoke");
    return invokes ? InvokeProtocol.of(body) : new ConverseProtocol();
  }

  /**
   * An error as AWS's JSON protocol writes it: <a
   * href="https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization">operation
   * error serialization</a>.
   */
  static void error(HttpExchange exchange, int status, String message) throws IOException {
    exchange.getResponseHeaders().set("x-amzn-ErrorType", errorType(status));
    Replies.json(exchange, status, Protocol.JSON.createObjectNode().put("message", message));
  }

  private static String errorType(int status) {
    return switch (status) {
      case 403 -> "AccessDeniedException";
      case 404 -> "ResourceNotFoundException";
      case 408 -> "ModelTimeoutException";
      case 424 -> "ModelErrorException";
      case 429 -> "ThrottlingException";
      case 503 -> "ServiceUnavailableException";
      default -> status >= 500 ? "InternalServerException" : "ValidationException";
    };
  }
}
