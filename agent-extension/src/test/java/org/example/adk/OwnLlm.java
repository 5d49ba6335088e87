/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.adk;

import com.google.adk.models.BaseLlm;
import com.google.adk.models.BaseLlmConnection;
import com.google.adk.models.LlmRequest;
import com.google.adk.models.LlmResponse;
import com.google.genai.types.Content;
import com.google.genai.types.FinishReason;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.Part;
import io.reactivex.rxjava3.core.Flowable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A model that the app calls in its own way. */
final class OwnLlm extends BaseLlm {

  private final int port;
  private final String name;

  OwnLlm(String model, int port, String name) {
    super(model);
    this.port = port;
    this.name = name;
  }

  @Override
  public Flowable<LlmResponse> generateContent(LlmRequest request, boolean stream) {
    return stream
        ? Flowable.just(piece("Hel", true), piece("lo", true), answer("Hello"))
        : Flowable.fromCallable(() -> answer(send()));
  }

  private String send() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + name))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("status " + response.statusCode());
    }
    return "Hello";
  }

  private static LlmResponse piece(String text, boolean partial) {
    return LlmResponse.builder().content(content(text)).partial(partial).build();
  }

  private LlmResponse answer(String text) {
    return LlmResponse.builder()
        .content(content(text))
        .partial(false)
        .finishReason(new FinishReason(FinishReason.Known.STOP))
        .modelVersion(model())
        .usageMetadata(
            GenerateContentResponseUsageMetadata.builder()
                .promptTokenCount(100)
                .candidatesTokenCount(12)
                .build())
        .build();
  }

  private static Content content(String text) {
    return Content.builder().role("model").parts(Part.fromText(text)).build();
  }

  @Override
  public BaseLlmConnection connect(LlmRequest request) {
    throw new UnsupportedOperationException("no live sessions");
  }
}
