/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.langchain4j.model.output.FinishReason;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values of {@code gen_ai.response.finish_reasons}, in the words the providers' protocols use. */
final class FinishReasons {

  private FinishReasons() {}

  /** One reason, as LangChain4j keeps one choice; {@code error} where the answer gave none. */
  static List<String> of(@Nullable FinishReason reason) {
    if (reason == null) {
      return List.of("error");
    }
    return switch (reason) {
      case TOOL_EXECUTION -> List.of("tool_calls");
      default -> List.of(reason.name().toLowerCase(Locale.ROOT));
    };
  }
}
