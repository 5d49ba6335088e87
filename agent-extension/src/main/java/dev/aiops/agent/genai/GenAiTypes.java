/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.Part;
import dev.aiops.pricing.Usage;
import io.opentelemetry.javaagent.aiops.call.ModelRequest;
import io.opentelemetry.javaagent.aiops.http.HostPort;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads google-genai's types for a library that has them in its own interfaces. */
public final class GenAiTypes {

  private static final Backend UNKNOWN = new Backend(null, HostPort.UNKNOWN, null);

  private GenAiTypes() {}

  /** What {@code library} is about to ask a model, wherever that is. */
  public static ModelRequest request(
      String library,
      @Nullable String model,
      List<Content> contents,
      @Nullable GenerateContentConfig config,
      boolean stream) {
    return Requests.generate(library, UNKNOWN, model, contents, config, stream);
  }

  /** {@code config} with the answer limited to {@code tokens}, and all else as it was. */
  public static GenerateContentConfig limited(@Nullable GenerateContentConfig config, long tokens) {
    return Requests.limited(config, tokens);
  }

  /** The usage, normalised; null where none was reported. */
  public static @Nullable Usage usage(GenerateContentResponseUsageMetadata tokens) {
    return Usages.of(tokens);
  }

  /** Characters of text, function calls and their results included. */
  public static int chars(List<Part> parts) {
    long chars = parts.stream().mapToLong(Parts::chars).sum();
    return (int) Math.min(Integer.MAX_VALUE, chars);
  }

  /** What they say, thoughts left out. */
  public static String text(List<Part> parts) {
    return Contents.text(parts);
  }

  /** JSON for {@code gen_ai.output.messages}. */
  public static String answer(List<Part> parts) {
    return Json.array(json -> Parts.message(json, "assistant", parts));
  }

  /** An object as JSON. */
  public static String json(Map<String, ?> object) {
    return Json.object(object);
  }
}
