/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request as the provider's accounting saw it. Every HTTP request is one, retries included.
 *
 * @param number 1 for the first request since start; never used twice
 * @param at when it arrived
 * @param endpoint {@code chat}, {@code responses}, {@code embeddings}, {@code messages}, {@code
 *     generate_content}, {@code converse} or {@code invoke_model}
 * @param tag the request's {@code tag} directive; empty where it had none
 * @param modelAsked the model (or Azure deployment) asked for, directives stripped
 * @param modelServed the model that served; empty where none did
 * @param stream whether the answer was asked for as a stream
 * @param status the HTTP status sent; 0 where no status was ever sent
 * @param outcome how it went
 * @param use tokens billed
 * @param nanoUsd what was billed, in nano-USD
 * @param usageReported whether the caller was told the tokens billed
 * @param priceListed whether the served model is on the public price list
 * @param bodySha256 hash of the received body, lower-case hex
 * @param bodyBytes size of the received body
 * @param traceparent the request's W3C trace header, where it had one
 * @param tracestate the request's W3C trace state, where it had one
 */
public record BilledCall(
    long number,
    Instant at,
    String endpoint,
    String tag,
    String modelAsked,
    String modelServed,
    boolean stream,
    int status,
    Outcome outcome,
    TokenUse use,
    long nanoUsd,
    boolean usageReported,
    boolean priceListed,
    String bodySha256,
    long bodyBytes,
    @Nullable String traceparent,
    @Nullable String tracestate) {

  /** How a request went, seen by the provider. */
  public enum Outcome {
    /** A whole answer was sent. */
    ANSWERED,
    /** An error status was sent; nothing is billed. */
    REFUSED,
    /** No answer was sent, or the connection was closed before one; nothing is billed. */
    UNANSWERED,
    /** The provider cut the answer short; what was sent is billed, nobody was told. */
    CUT,
    /** The caller went away before the end; what was sent is billed, nobody was told. */
    ABANDONED
  }

  /** Whether this is money the caller can account for exactly: told tokens, known price. */
  public boolean accountable() {
    return usageReported && priceListed;
  }
}
