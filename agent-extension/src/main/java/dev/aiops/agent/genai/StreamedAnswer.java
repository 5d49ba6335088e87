/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import com.google.genai.types.Candidate;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.Part;
import dev.aiops.pricing.Usage;
import io.opentelemetry.javaagent.aiops.call.ModelResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer as far as it arrived. Each piece tells the usage until then: only that of a finished
 * answer is what will be billed. Keeps a bounded part of the text. Thread-safe.
 */
final class StreamedAnswer {

  /** Characters kept; what leaves the process is cut shorter by its own setting. */
  private static final int KEPT = 64 * 1024;

  private final Map<Integer, String> finishReasons = new TreeMap<>();
  private final List<Part> parts = new ArrayList<>();
  private ModelResponse head = ModelResponse.UNKNOWN;
  private @Nullable Usage usage;
  private @Nullable String serviceTier;
  private long kept;

  /**
   * Adds a piece.
   *
   * @return its characters of text
   */
  synchronized int add(GenerateContentResponse piece) {
    head = Answers.head(piece).build();
    Usage told = Usages.of(piece);
    usage = told == null ? usage : told;
    String tier = Answers.serviceTier(piece);
    serviceTier = tier == null ? serviceTier : tier;
    finish(piece);
    keep(piece);
    return Answers.chars(piece);
  }

  private void finish(GenerateContentResponse piece) {
    List<Candidate> candidates = piece.candidates().orElse(List.of());
    for (int i = 0; i < candidates.size(); i++) {
      String reason = Answers.finishReason(candidates.get(i));
      if (reason != null) {
        finishReasons.put(candidates.get(i).index().orElse(i), reason);
      }
    }
    String blocked = Answers.blocked(piece);
    if (blocked != null) {
      finishReasons.put(0, blocked);
    }
  }

  private void keep(GenerateContentResponse piece) {
    List<Candidate> candidates = piece.candidates().orElse(List.of());
    if (candidates.isEmpty() || kept > KEPT) {
      return;
    }
    for (Part part : Answers.parts(candidates.get(0))) {
      if (part.inlineData().isEmpty()) {
        parts.add(part);
        kept += Parts.chars(part);
      }
    }
  }

  /** Whether the model said that it is done. */
  synchronized boolean finished() {
    return !finishReasons.isEmpty();
  }

  synchronized ModelResponse response() {
    List<Part> arrived = List.copyOf(parts);
    return ModelResponse.builder()
        .id(head.id())
        .model(head.model())
        .finishReasons(List.copyOf(finishReasons.values()))
        .usage(finished() ? usage : null)
        .serviceTier(serviceTier)
        .messages(() -> messages(arrived))
        .text(() -> Contents.text(arrived))
        .build();
  }

  private static String messages(List<Part> arrived) {
    List<Part> joined = joined(arrived);
    return Json.array(json -> Parts.message(json, "assistant", joined));
  }

  /** Pieces of one text as one, thoughts apart from the rest. */
  private static List<Part> joined(List<Part> pieces) {
    List<Part> joined = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces.size(); i++) {
      Part piece = pieces.get(i);
      text.append(piece.text().orElse(""));
      boolean goesOn = i + 1 < pieces.size() && isSameText(piece, pieces.get(i + 1));
      if (!goesOn) {
        joined.add(
            piece.text().isEmpty() ? piece : piece.toBuilder().text(text.toString()).build());
        text.setLength(0);
      }
    }
    return joined;
  }

  private static boolean isSameText(Part piece, Part next) {
    return piece.text().isPresent()
        && next.text().isPresent()
        && piece.thought().orElse(false).equals(next.thought().orElse(false));
  }
}
