/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Arguments in canonical form. This very text is hashed, shown and run, so nothing can change
 * between.
 *
 * @param text RFC 8785 JSON of one object
 */
public record FrozenArguments(String text) {

  /** Of JSON in any form. */
  static FrozenArguments read(String json) throws UnreadableArgumentsException {
    return of(StrictJson.object(json));
  }

  /** Of an object that was read: maps, lists, texts, numbers, booleans and null. */
  public static FrozenArguments of(Map<?, ?> object) throws UnreadableArgumentsException {
    String text = CanonicalJson.of(object);
    if (text.getBytes(UTF_8).length > StrictJson.MOST_BYTES) {
      throw new UnreadableArgumentsException(
          "they are more than " + StrictJson.MOST_BYTES + " bytes");
    }
    return new FrozenArguments(text);
  }

  /**
   * The object again: maps, lists, texts, {@link Double}s, booleans and null. Members are in the
   * order of the text.
   */
  public Map<String, @Nullable Object> values() throws UnreadableArgumentsException {
    return StrictJson.object(text);
  }
}
