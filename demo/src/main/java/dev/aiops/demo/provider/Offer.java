/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What one request will get, before faults and billing.
 *
 * @param endpoint the ledger's name of the protocol
 * @param model the model asked for
 * @param served the model said to have served
 * @param stream whether a stream is wanted
 * @param how the directives in force
 * @param use tokens to bill
 * @param fees what is billed beside them, in nano-USD
 * @param usageTold whether the answer says them
 * @param headers what the head of the document says of it
 * @param whole the answer as one document
 * @param events the answer as a stream
 */
record Offer(
    String endpoint,
    String model,
    String served,
    boolean stream,
    Directives how,
    TokenUse use,
    long fees,
    boolean usageTold,
    Map<String, String> headers,
    Supplier<JsonNode> whole,
    Events events) {}
