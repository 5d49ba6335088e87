/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import com.anthropic.core.JsonField;
import com.anthropic.core.JsonValue;
import com.anthropic.core.ObjectMappers;
import com.anthropic.models.beta.messages.BetaToolUseBlockParam;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON as the library itself writes and reads it. */
final class Json {

  static String text(Object value) {
    try {
      return ObjectMappers.jsonMapper().writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A tool's arguments, of their JSON. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // JSON is a field of whatever it says
  static JsonField<BetaToolUseBlockParam.Input> input(String text) {
    try {
      return (JsonField) ObjectMappers.jsonMapper().readValue(text, JsonValue.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Json() {}
}
