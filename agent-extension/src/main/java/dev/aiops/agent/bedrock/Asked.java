/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import io.opentelemetry.javaagent.aiops.call.ModelCall;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InferenceConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;

/**
 * A request in whichever of the four ways it is made.
 *
 * @param request the app's
 * @param parameters what it says beside its body; of Converse all it says
 * @param bytes the body of InvokeModel; null of Converse
 * @param body the same, read; nothing where it is no JSON
 */
record Asked(Object request, Tree parameters, @Nullable SdkBytes bytes, Tree body, Format format) {

  static Asked of(Object request) {
    Tree parameters = Pojos.tree(request);
    SdkBytes body = body(request);
    if (body == null) {
      return new Asked(request, parameters, null, parameters, Format.CONVERSE);
    }
    Tree read = read(body.asByteArrayUnsafe());
    Format format = Format.of(parameters.at("modelId").textOrEmpty(), read);
    return new Asked(request, parameters, body, read, format);
  }

  private static @Nullable SdkBytes body(Object request) {
    if (request instanceof InvokeModelRequest invoke) {
      return orEmpty(invoke.body());
    }
    return request instanceof InvokeModelWithResponseStreamRequest invoke
        ? orEmpty(invoke.body())
        : null;
  }

  private static SdkBytes orEmpty(@Nullable SdkBytes body) {
    return body == null ? SdkBytes.fromByteArrayUnsafe(new byte[0]) : body;
  }

  private static Tree read(byte[] bytes) {
    try {
      return Tree.ofJson(bytes);
    } catch (IOException e) {
      return Tree.NOTHING; // which is for Bedrock to say
    }
  }

  /** The model's id as the app wrote it. */
  @Nullable String modelId() {
    return parameters.at("modelId").text();
  }

  /** Whether the answer has a limit that can be set. */
  boolean hasLimit() {
    return !format.limitPath().get(0).isEmpty();
  }

  /** The app's request, with its answer limited where the budgets ask for that. */
  Object limited(ModelCall call) {
    long limit = call.injectMaxTokens();
    return limit > 0 && hasLimit() ? limited(limit) : request;
  }

  /** The app's request with its answer limited, and all else as it was. */
  Object limited(long tokens) {
    int limit = (int) Math.min(Integer.MAX_VALUE, tokens);
    if (request instanceof ConverseRequest converse) {
      return converse.toBuilder()
          .inferenceConfig(limited(converse.inferenceConfig(), limit))
          .build();
    } else if (request instanceof InvokeModelRequest invoke) {
      return invoke.toBuilder().body(limitedBody(limit)).build();
    } else if (request instanceof InvokeModelWithResponseStreamRequest invoke) {
      return invoke.toBuilder().body(limitedBody(limit)).build();
    }
    return limitedStream(limit);
  }

  private Object limitedStream(int limit) {
    ConverseStreamRequest stream = (ConverseStreamRequest) request;
    return stream.toBuilder().inferenceConfig(limited(stream.inferenceConfig(), limit)).build();
  }

  private static InferenceConfiguration limited(@Nullable InferenceConfiguration given, int limit) {
    InferenceConfiguration.Builder builder =
        given == null ? InferenceConfiguration.builder() : given.toBuilder();
    return builder.maxTokens(limit).build();
  }

  private SdkBytes limitedBody(int limit) {
    return SdkBytes.fromByteArrayUnsafe(body.with(format.limitPath(), limit).bytesOfJson());
  }
}
