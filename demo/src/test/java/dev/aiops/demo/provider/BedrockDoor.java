/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

/** A simulator and what is sent to it as to Bedrock's runtime: exact text in, exact text out. */
final class BedrockDoor implements AutoCloseable {

  static final String CLAUDE = "global.anthropic.claude-sonnet-4-5-20250929-v1:0";
  static final String NOVA = "amazon.nova-lite-v1:0";

  private final HttpClient http = HttpClient.newHttpClient();
  private final ProviderSimulator simulator = ProviderSimulator.start();

  @Override
  public void close() {
    simulator.close();
  }

  HttpResponse<byte[]> send(String model, String operation, String body)
      throws IOException, InterruptedException {
    URI uri = URI.create(simulator.root() + "/model/" + model + "/" + operation);
    HttpRequest request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build();
    return http.send(request, BodyHandlers.ofByteArray());
  }

  String json(String model, String operation, String body)
      throws IOException, InterruptedException {
    return new String(send(model, operation, body).body(), UTF_8);
  }

  /** The events of a stream, each as its type and what it says. */
  List<String> events(String model, String operation, String body)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response = send(model, operation, body);
    assertThat(response.headers().firstValue("content-type"))
        .contains("application/vnd.amazon.eventstream");
    return decoded(response).stream().map(BedrockDoor::text).toList();
  }

  /** The pieces of the model's own stream. */
  List<String> chunks(String model, String body) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = send(model, "invoke-with-response-stream", body);
    return decoded(response).stream().map(BedrockDoor::chunk).toList();
  }

  /** The decoder refuses a message whose checksums are wrong. */
  private static List<Message> decoded(HttpResponse<byte[]> response) {
    MessageDecoder decoder = new MessageDecoder();
    decoder.feed(response.body());
    return decoder.getDecodedMessages();
  }

  private static String text(Message message) {
    String kind = header(message, ":message-type");
    return header(message, ":" + kind + "-type") + " " + new String(message.getPayload(), UTF_8);
  }

  private static String header(Message message, String name) {
    return Objects.requireNonNull(message.getHeaders().get(name), name).getString();
  }

  private static String chunk(Message message) {
    try {
      JsonNode part = Protocol.JSON.readTree(message.getPayload());
      return new String(part.path("bytes").binaryValue(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(text(message), e);
    }
  }

  /** A body of Converse, and of Nova. */
  static String conversation(String order) {
    return "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"" + order + "\"}]}]}";
  }

  BillingLedger ledger() {
    return simulator.ledger();
  }

  BilledCall billed() {
    List<BilledCall> calls = ledger().calls();
    return calls.get(calls.size() - 1);
  }
}
