/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A request as it came in. */
final class Received {

  private final long number;
  private final Instant at;
  private final HttpExchange exchange;
  private final byte[] body;
  private final String sha256;

  private Received(long number, Instant at, HttpExchange exchange, byte[] body) {
    this.number = number;
    this.at = at;
    this.exchange = exchange;
    this.body = body;
    this.sha256 = sha256(body);
  }

  static Received read(long number, Instant at, HttpExchange exchange) throws IOException {
    return new Received(number, at, exchange, exchange.getRequestBody().readAllBytes());
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  String path() {
    return exchange.getRequestURI().getPath();
  }

  /** Answers with an error of the protocol asked in. */
  void refuse(int status, String message) throws IOException {
    tellId();
    if (isOfMessages()) Replies.anthropicError(exchange, status, message, id());
    else if (GeminiProtocol.speaks(path())) Replies.googleError(exchange, status, message);
    else if (Bedrock.speaks(path())) Bedrock.error(exchange, status, message);
    else Replies.error(exchange, status, message);
  }

  /** Whether it is one to Anthropic's API. */
  private boolean isOfMessages() {
    return path().endsWith("/messages");
  }

  /**
   * Puts its id in the answer's head: <a
   * href="https://docs.claude.com/en/api/errors#request-id">request-id</a> at Anthropic,
   * x-amzn-RequestId at AWS.
   */
  void tellId() {
    exchange.getResponseHeaders().set(idHeader(), id());
    if (idHeader().equals("x-request-id")) {
      exchange.getResponseHeaders().set("openai-processing-ms", "12");
    }
  }

  private String idHeader() {
    if (isOfMessages()) return "request-id";
    return Bedrock.speaks(path()) ? "x-amzn-RequestId" : "x-request-id";
  }

  private String id() {
    return "req_sim" + number;
  }

  @Nullable String header(String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  Directives directives() {
    String header = header("x-sim");
    return header == null ? Directives.NONE : Directives.parse(header);
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  JsonNode json() throws IOException {
    return Protocol.JSON.readTree(body);
  }

  HttpExchange exchange() {
    return exchange;
  }

  long number() {
    return number;
  }

  String sha256() {
    return sha256;
  }

  /** What the ledger writes of a request that was {@code offer}ed an answer. */
  BilledCall billed(
      Offer offer, BilledCall.Outcome outcome, int status, TokenUse use, boolean told) {
    boolean billed =
        outcome != BilledCall.Outcome.REFUSED && outcome != BilledCall.Outcome.UNANSWERED;
    return new BilledCall(
        number,
        at,
        offer.endpoint(),
        offer.how().tag(),
        offer.model(),
        billed ? offer.served() : "",
        offer.stream(),
        status,
        outcome,
        billed ? use : TokenUse.NONE,
        billed ? PriceTable.billNanoUsd(offer.served(), use) + offer.fees() : 0,
        billed && told,
        PriceTable.listed(offer.served()).isPresent(),
        sha256,
        body.length,
        header("traceparent"),
        header("tracestate"));
  }
}
