/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import com.google.genai.types.Content;
import com.google.genai.types.EmbedContentConfig;
import com.google.genai.types.GenerateContentConfig;
import io.opentelemetry.javaagent.aiops.call.ModelRequest;
import io.opentelemetry.javaagent.aiops.call.Operation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is about to be asked of a model in google-genai's types, in the terms of a model call. */
final class Requests {

  private static final String MODELS = "models/";

  private Requests() {}

  static ModelRequest generate(
      String library,
      Backend backend,
      @Nullable String model,
      List<Content> contents,
      @Nullable GenerateContentConfig given,
      boolean stream) {
    GenerateContentConfig config = given == null ? none() : given;
    return ModelRequest.of(Operation.GENERATE_CONTENT, library)
        .provider(backend.provider())
        .model(name(model))
        .stream(stream)
        .maxTokens(count(config.maxOutputTokens()))
        .temperature(decimal(config.temperature()))
        .topP(decimal(config.topP()))
        .choiceCount(count(config.candidateCount()))
        .inputChars(Contents.chars(contents) + Contents.chars(config))
        .systemInstructions(() -> Contents.instructions(config))
        .messages(() -> Contents.messages(contents))
        .prompt(() -> Contents.prompt(contents))
        .facts(() -> Facts.generate(backend, contents, config))
        .build();
  }

  private static GenerateContentConfig none() {
    return GenerateContentConfig.builder().build();
  }

  static ModelRequest embed(
      Backend backend,
      @Nullable String model,
      List<Content> contents,
      @Nullable EmbedContentConfig config) {
    return ModelRequest.of(Operation.EMBEDDINGS, GenAiModule.NAME)
        .provider(backend.provider())
        .model(name(model))
        .dimensions(config == null ? null : count(config.outputDimensionality()))
        .inputChars(Contents.chars(contents))
        .facts(() -> Facts.embed(backend, contents, config))
        .build();
  }

  /**
   * {@code config} with the answer limited, and all else as it was.
   *
   * @param tokens the limit, above 0
   */
  static GenerateContentConfig limited(@Nullable GenerateContentConfig config, long tokens) {
    int limit = (int) Math.min(Integer.MAX_VALUE, tokens);
    return (config == null ? none() : config).toBuilder().maxOutputTokens(limit).build();
  }

  /** The model without the path it has on Vertex, and may have everywhere. */
  private static @Nullable String name(@Nullable String model) {
    int models = model == null ? -1 : model.lastIndexOf(MODELS);
    return model == null || models < 0 ? model : model.substring(models + MODELS.length());
  }

  private static @Nullable Long count(Optional<Integer> value) {
    return value.map(Integer::longValue).orElse(null);
  }

  /** As the app wrote it: 0.7, not the nearest double to the nearest float. */
  private static @Nullable Double decimal(Optional<Float> value) {
    return value.map(number -> Double.valueOf(number.toString())).orElse(null);
  }
}
