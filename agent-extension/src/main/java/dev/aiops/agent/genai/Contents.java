/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import com.google.genai.types.Content;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.Part;
import com.google.genai.types.Tool;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What goes into a model: how much text it is, and what it says. */
final class Contents {

  private Contents() {}

  static List<Part> parts(Content content) {
    return content.parts().orElse(List.of());
  }

  /** Characters of text. */
  static long chars(List<Content> contents) {
    long chars = 0;
    for (Content content : contents) {
      for (Part part : parts(content)) {
        chars += Parts.chars(part);
      }
    }
    return chars;
  }

  /** Characters of instructions and of the tools' definitions. */
  static long chars(GenerateContentConfig config) {
    long chars = config.systemInstruction().map(content -> chars(List.of(content))).orElse(0L);
    for (Tool tool : config.tools().orElse(List.of())) {
      for (FunctionDeclaration function : tool.functionDeclarations().orElse(List.of())) {
        chars += function.toJson().length();
      }
    }
    return chars;
  }

  /** JSON for {@code gen_ai.system_instructions}, or null where there are none. */
  static @Nullable String instructions(GenerateContentConfig config) {
    return config
        .systemInstruction()
        .map(content -> Json.array(json -> Parts.write(json, parts(content))))
        .orElse(null);
  }

  /** JSON for {@code gen_ai.input.messages}. */
  static String messages(List<Content> contents) {
    return Json.array(
        json -> {
          for (Content content : contents) {
            Parts.message(json, role(content), parts(content));
          }
        });
  }

  /** What a function gave is sent as the user's. */
  private static String role(Content content) {
    String role = content.role().orElse("user");
    List<Part> parts = parts(content);
    boolean results =
        !parts.isEmpty() && parts.stream().allMatch(part -> part.functionResponse().isPresent());
    return results ? "tool" : role.equals("model") ? "assistant" : role;
  }

  /** Text of the user's last message, or null. */
  static @Nullable String prompt(List<Content> contents) {
    for (int i = contents.size() - 1; i >= 0; i--) {
      if (role(contents.get(i)).equals("user")) {
        return text(parts(contents.get(i)));
      }
    }
    return null;
  }

  /** What parts say, thoughts left out. */
  static String text(List<Part> parts) {
    return parts.stream()
        .filter(part -> !part.thought().orElse(false))
        .flatMap(part -> part.text().stream())
        .collect(Collectors.joining());
  }
}
