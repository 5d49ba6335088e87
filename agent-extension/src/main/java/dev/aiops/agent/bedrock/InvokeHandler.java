/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import io.opentelemetry.context.Scope;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.ResponseStream;

/** What InvokeModelWithResponseStream talks to in place of the app's handler. */
@SuppressWarnings("try") // scopes do their work by being open
record InvokeHandler(StreamedCall call, InvokeModelWithResponseStreamResponseHandler app)
    implements InvokeModelWithResponseStreamResponseHandler {

  @Override
  public void responseReceived(InvokeModelWithResponseStreamResponse response) {
    call.responded(response);
    try (Scope outside = call.parent().makeCurrent()) {
      app.responseReceived(response);
    }
  }

  @Override
  public void onEventStream(SdkPublisher<ResponseStream> events) {
    call.opened();
    try (Scope outside = call.parent().makeCurrent()) {
      app.onEventStream(new WatchedEvents<>(events, call));
    }
  }

  @Override
  public void exceptionOccurred(Throwable error) {
    try (Scope outside = call.parent().makeCurrent()) {
      app.exceptionOccurred(BedrockCall.told(error));
    }
  }

  @Override
  public void complete() {
    try (Scope outside = call.parent().makeCurrent()) {
      app.complete();
    }
  }
}
