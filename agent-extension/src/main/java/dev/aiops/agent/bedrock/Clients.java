/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;

/** Calls the methods of the client that does not wait which are hooked. */
final class Clients {

  private Clients() {}

  /** The method for {@code request}, whose answer comes as a whole. */
  @SuppressWarnings("unchecked") // who asked gets what the client gives
  static CompletableFuture<Object> call(Object client, Object request) {
    BedrockRuntimeAsyncClient async = (BedrockRuntimeAsyncClient) client;
    Object answer =
        request instanceof ConverseRequest converse
            ? async.converse(converse)
            : async.invokeModel((InvokeModelRequest) request);
    return (CompletableFuture<Object>) answer;
  }

  /** The method for {@code request}, whose answer goes to {@code handler}. */
  static CompletableFuture<Void> stream(Object client, Object request, Object handler) {
    BedrockRuntimeAsyncClient async = (BedrockRuntimeAsyncClient) client;
    return request instanceof ConverseStreamRequest converse
        ? async.converseStream(converse, (ConverseStreamResponseHandler) handler)
        : async.invokeModelWithResponseStream(
            (InvokeModelWithResponseStreamRequest) request,
            (InvokeModelWithResponseStreamResponseHandler) handler);
  }
}
