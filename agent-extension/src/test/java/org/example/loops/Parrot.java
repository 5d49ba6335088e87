/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.loops;

import com.google.adk.models.BaseLlm;
import com.google.adk.models.BaseLlmConnection;
import com.google.adk.models.LlmRequest;
import com.google.adk.models.LlmResponse;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.Part;
import io.reactivex.rxjava3.core.Flowable;

/** A model class of the app's own, which says where it was called. */
final class Parrot extends BaseLlm {

  Parrot(String model) {
    super(model);
  }

  @Override
  public Flowable<LlmResponse> generateContent(LlmRequest request, boolean stream) {
    String thread = Thread.currentThread().getName().replaceAll("\\d", "");
    return Flowable.just(
        LlmResponse.builder()
            .content(
                Content.builder()
                    .role("model")
                    .parts(Part.fromText("Hello from " + thread))
                    .build())
            .partial(false)
            .modelVersion(model())
            .usageMetadata(
                GenerateContentResponseUsageMetadata.builder()
                    .promptTokenCount(100)
                    .candidatesTokenCount(20)
                    .build())
            .build());
  }

  @Override
  public BaseLlmConnection connect(LlmRequest request) {
    throw new UnsupportedOperationException("no live sessions");
  }
}
