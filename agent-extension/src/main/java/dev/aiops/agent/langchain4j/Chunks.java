/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import io.opentelemetry.javaagent.aiops.hook.Getter;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** What an event of a stream tells: its text, and a way to cancel that must be watched. */
final class Chunks {

  private static final Getter TEXT = new Getter("text");
  private static final Getter PARTIAL_ARGUMENTS = new Getter("partialArguments");

  private Chunks() {}

  /**
   * Reads an event before the app gets it, and puts a watched handle in the place of the library's.
   */
  static void observed(StreamedCall call, Method event, Object @Nullable [] args) {
    if (args == null || args.length == 0 || !event.getName().startsWith("onPartial")) {
      return;
    }
    call.received(chars(args[0]));
    if (args.length > 1) {
      args[1] = CancelWatch.of(args[1], call);
    }
  }

  private static int chars(@Nullable Object part) {
    if (part instanceof String text) {
      return text.length();
    }
    if (TEXT.of(part) instanceof String text) {
      return text.length();
    }
    return PARTIAL_ARGUMENTS.of(part) instanceof String text ? text.length() : 0;
  }
}
