/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import com.google.adk.models.LlmResponse;
import com.google.genai.types.Content;
import com.google.genai.types.Part;
import dev.aiops.agent.genai.GenAiTypes;
import dev.aiops.agent.reactive.Watch;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelResponse;
import io.opentelemetry.javaagent.aiops.openai.Interruption;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a call, read by one subscriber. Of a streamed one the pieces come first, marked as
 * partial, and then all of it.
 */
final class LlmAnswer implements Watch {

  private final ModelCall call;
  private @Nullable LlmResponse whole;
  private boolean begun;

  LlmAnswer(ModelCall call) {
    this.call = call;
  }

  @Override
  public Context context() {
    return call.context();
  }

  @Override
  public void next(Object element) {
    if (!(element instanceof LlmResponse response)) {
      return;
    }
    begun = true;
    call.firstChunk();
    if (response.partial().orElse(false)) {
      call.received(GenAiTypes.chars(parts(response)));
    } else {
      whole = response;
    }
  }

  private static List<Part> parts(LlmResponse response) {
    return response.content().flatMap(Content::parts).orElse(List.of());
  }

  @Override
  public void done() {
    LlmResponse response = whole;
    if (response == null && begun) {
      call.cut(null);
    } else {
      call.succeed(response == null ? ModelResponse.UNKNOWN : told(response));
    }
  }

  private static ModelResponse told(LlmResponse response) {
    List<Part> parts = parts(response);
    return ModelResponse.builder()
        .model(response.modelVersion().orElse(null))
        .finishReasons(
            response
                .finishReason()
                .map(reason -> List.of(reason.toString().toLowerCase(Locale.ROOT)))
                .orElse(List.of()))
        .usage(response.usageMetadata().map(GenAiTypes::usage).orElse(null))
        .outputChars(GenAiTypes.chars(parts))
        .messages(() -> GenAiTypes.answer(parts))
        .text(() -> GenAiTypes.text(parts))
        .build();
  }

  @Override
  public void failed(Throwable error) {
    if (Interruption.isOne(error)) {
      call.cancel();
    } else if (begun) {
      call.cut(error);
    } else {
      call.fail(error);
    }
  }

  @Override
  public void cancelled() {
    if (begun) {
      call.abandon();
    } else {
      call.cancel();
    }
  }
}
