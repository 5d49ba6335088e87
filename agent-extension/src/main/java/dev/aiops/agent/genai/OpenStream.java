/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import com.google.genai.ResponseStream;
import com.google.genai.types.GenerateContentResponse;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.hook.Attached;
import io.opentelemetry.javaagent.aiops.openai.Interruption;
import org.jspecify.annotations.Nullable;

/**
 * A streamed answer that the app reads. The iterator reads one piece ahead: it has the first before
 * the app has the stream, and knows that it ended when it gives the last. One that the app drops
 * unread is given up when it is collected.
 */
final class OpenStream {

  private static final Attached<OpenStream> OPEN = new Attached<>();
  private static final Member NEXT = new Member("nextJson");

  private final ModelCall call;
  private final StreamedAnswer answer = new StreamedAnswer();

  private OpenStream(ModelCall call) {
    this.call = call;
  }

  /** The app is about to get {@code stream}, the answer to {@code call}. */
  static void opened(ModelCall call, ResponseStream<?> stream) {
    OpenStream open = new OpenStream(call);
    Object iterator = stream.iterator();
    OPEN.put(iterator, open, open::abandoned);
    OPEN.put(stream, open, () -> {});
    if (NEXT.of(iterator) != null) {
      call.firstChunk();
    } else if (NEXT.isIn(iterator)) {
      open.ended();
    }
  }

  /** {@code iterator} gave a piece to the app, or threw. */
  static void passed(Object iterator, @Nullable Object piece, @Nullable Throwable thrown) {
    OpenStream open = OPEN.get(iterator);
    if (open != null) {
      open.passed(piece, thrown, NEXT.isIn(iterator) && NEXT.of(iterator) == null);
    }
  }

  /** The app closes {@code stream}: after its end that changes nothing. */
  static void closed(Object stream) {
    OpenStream open = OPEN.get(stream);
    if (open != null) {
      open.abandoned();
    }
  }

  private void abandoned() {
    call.update(answer.response());
    call.abandon();
  }

  private void passed(@Nullable Object piece, @Nullable Throwable thrown, boolean last) {
    if (thrown != null) {
      broke(thrown);
      return;
    }
    if (piece instanceof GenerateContentResponse response) {
      call.firstChunk();
      call.received(answer.add(response));
    }
    if (last) {
      ended();
    }
  }

  private void broke(Throwable thrown) {
    call.update(answer.response());
    if (Interruption.isOne(thrown)) {
      call.cancel();
    } else {
      call.cut(thrown);
    }
  }

  /** The connection ended: what has no finish was broken off. */
  private void ended() {
    call.update(answer.response());
    if (answer.finished()) {
      call.succeed(answer.response());
    } else {
      call.cut(null);
    }
  }
}
