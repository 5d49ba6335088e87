/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import com.google.genai.types.Candidate;
import com.google.genai.types.Content;
import com.google.genai.types.EmbedContentResponse;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.Part;
import io.opentelemetry.javaagent.aiops.call.ModelResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a model answered, in the terms of a model call. */
final class Answers {

  private static final Member TRAFFIC_TYPE = new Member("trafficType");

  private Answers() {}

  /** An answer of either kind; anything else reads as one of which nothing is known. */
  static ModelResponse of(@Nullable Object answer) {
    if (answer instanceof GenerateContentResponse generated) {
      return generated(generated);
    }
    return answer instanceof EmbedContentResponse embedded
        ? ModelResponse.builder().usage(Usages.of(embedded)).outputChars(0).build()
        : ModelResponse.UNKNOWN;
  }

  private static ModelResponse generated(GenerateContentResponse answer) {
    List<Candidate> candidates = answer.candidates().orElse(List.of());
    return head(answer)
        .finishReasons(finishReasons(answer))
        .usage(Usages.of(answer))
        .serviceTier(serviceTier(answer))
        .outputChars(chars(answer))
        .messages(() -> messages(candidates))
        .text(() -> text(answer))
        .build();
  }

  /** Who answered. */
  static ModelResponse.Builder head(GenerateContentResponse answer) {
    return ModelResponse.builder()
        .id(answer.responseId().orElse(null))
        .model(answer.modelVersion().orElse(null));
  }

  static @Nullable String serviceTier(GenerateContentResponse answer) {
    String tier = TRAFFIC_TYPE.text(answer.usageMetadata().orElse(null));
    return tier == null ? null : tier.toLowerCase(Locale.ROOT);
  }

  /** One for each candidate, {@code error} where it has none; why there is no candidate. */
  private static List<String> finishReasons(GenerateContentResponse answer) {
    List<String> reasons = new ArrayList<>();
    for (Candidate candidate : answer.candidates().orElse(List.of())) {
      String reason = finishReason(candidate);
      reasons.add(reason == null ? "error" : reason);
    }
    String blocked = blocked(answer);
    if (reasons.isEmpty()) {
      reasons.add(blocked == null ? "error" : blocked);
    }
    return reasons;
  }

  static @Nullable String finishReason(Candidate candidate) {
    return candidate.finishReason().map(Answers::word).orElse(null);
  }

  /** Why the prompt was refused; null where it was not. */
  static @Nullable String blocked(GenerateContentResponse answer) {
    return answer
        .promptFeedback()
        .flatMap(feedback -> feedback.blockReason())
        .map(Answers::word)
        .orElse(null);
  }

  private static String word(Object reason) {
    return reason.toString().toLowerCase(Locale.ROOT);
  }

  /** Characters of text the model wrote. */
  static int chars(GenerateContentResponse answer) {
    long chars = 0;
    for (Candidate candidate : answer.candidates().orElse(List.of())) {
      for (Part part : parts(candidate)) {
        chars += Parts.chars(part);
      }
    }
    return (int) Math.min(Integer.MAX_VALUE, chars);
  }

  static List<Part> parts(Candidate candidate) {
    return candidate.content().map(Contents::parts).orElse(List.of());
  }

  private static String messages(List<Candidate> candidates) {
    return Json.array(
        json -> {
          for (Candidate candidate : candidates) {
            Parts.message(json, "assistant", parts(candidate));
          }
        });
  }

  private static @Nullable String text(GenerateContentResponse answer) {
    List<Candidate> candidates = answer.candidates().orElse(List.of());
    Content first = candidates.isEmpty() ? null : candidates.get(0).content().orElse(null);
    return first == null ? null : Contents.text(Contents.parts(first));
  }
}
