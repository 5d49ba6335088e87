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
 * A streamed answer that the app reads. Up to 1.70 the iterator reads one piece ahead: it has the
 * first before the app has the stream, and knows that it ended when it gives the last. From 1.77 on
 * it reads when it is asked, and where a stream breaks off or is to be continued it goes on with
 * the answer to a further request, which is a call of its own: so what one answer held is seen
 * where its own text is read. One that the app drops unread is given up when it is collected.
 */
final class OpenStream {

  private static final Attached<OpenStream> OPEN = new Attached<>();
  private static final Member NEXT = new Member("nextJson");

  /** Which only iterators have that do not read ahead. */
  private static final Member AT_END = new Member("streamEnded");

  private final ModelCall call;
  private final boolean readAhead;
  private final StreamedAnswer answer = new StreamedAnswer();

  private OpenStream(ModelCall call, boolean readAhead) {
    this.call = call;
    this.readAhead = readAhead;
  }

  /** The app is about to get {@code stream}, the answer to {@code call}. */
  static void opened(ModelCall call, ResponseStream<?> stream) {
    Object iterator = stream.iterator();
    OpenStream open = new OpenStream(call, !AT_END.isIn(iterator));
    OPEN.put(iterator, open, open::abandoned);
    OPEN.put(stream, open, () -> {});
    if (!open.readAhead) {
      return;
    }
    if (NEXT.of(iterator) != null) {
      call.firstChunk();
    } else if (NEXT.isIn(iterator)) {
      open.ended();
    }
  }

  /** {@code iterator} gave a piece to the app, or threw. */
  static void passed(Object iterator, @Nullable Object piece, @Nullable Throwable thrown) {
    OpenStream open = OPEN.get(iterator);
    if (open != null && open.readAhead) {
      open.passed(piece, thrown, NEXT.isIn(iterator) && NEXT.of(iterator) == null);
    }
  }

  /** {@code iterator} read the text of a piece of its own answer; null at its end. */
  static void read(Object iterator, @Nullable String json, @Nullable Throwable thrown) {
    OpenStream open = OPEN.get(iterator);
    if (open != null && !open.readAhead) {
      open.passed(null, thrown, json == null);
    }
  }

  /** {@code iterator} made a piece of the text that it has read, or threw. */
  static void made(Object iterator, @Nullable Object piece, @Nullable Throwable thrown) {
    OpenStream open = OPEN.get(iterator);
    if (open != null) {
      open.passed(piece, thrown, false);
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
