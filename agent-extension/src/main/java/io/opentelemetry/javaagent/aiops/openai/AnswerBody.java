/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import io.opentelemetry.javaagent.aiops.call.MalformedAnswer;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelResponse;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer's body as it passes to the app, tells the call what arrives, and ends the call
 * when the body does: complete, cut off by the provider, or given up by the app. Keeps a bounded
 * part of it. Nothing here throws. Thread-safe: a stream may be closed by another thread.
 */
public final class AnswerBody {

  private enum End {
    FAILED,
    CUT,
    ABANDONED,
    CANCELLED
  }

  /** One thread for all, that sleeps. */
  private static final Cleaner CLEANER = Cleaner.create();

  /** Characters kept of each text; what leaves the process is cut shorter by its own setting. */
  private static final int KEPT = 64 * 1024;

  private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

  private final ModelCall call;
  private final int status;
  private final Answer answer;
  private final JsonPush<AnswerField> json;
  private final @Nullable SsePush events;
  private @Nullable UnreadDocument unread;
  private int doneMatched;
  private boolean malformedEvent;
  private boolean hide;
  private long reported;
  private boolean over;
  private boolean held;
  private @Nullable End pending;
  private @Nullable Throwable pendingError;

  private AnswerBody(ModelCall call, int status, Answer answer, boolean events) {
    this.call = call;
    this.status = status;
    this.answer = answer;
    this.json = new JsonPush<>(Shape.ANSWER, answer);
    this.events = events ? new SsePush(new Listener()) : null;
    this.unread = events || status >= 400 ? null : new UnreadDocument();
  }

  private static final class Shape {
    static final JsonShape<AnswerField> ANSWER = JsonShape.of(AnswerField.class);
  }

  /**
   * The body of an answer to {@code call}.
   *
   * @param endpoint what was asked
   * @param status the answer's HTTP status
   * @param events whether the body is a stream of server-sent events
   */
  public static AnswerBody of(ModelCall call, Endpoint endpoint, int status, boolean events) {
    return new AnswerBody(call, status, Answer.of(endpoint, KEPT), events);
  }

  /** Bytes that the app is given. */
  public void passed(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      at = passEvent(bytes, at, to);
    }
  }

  /**
   * Bytes up to the end of an event.
   *
   * @return the index after it, or {@code to}
   */
  synchronized int passEvent(byte[] bytes, int from, int to) {
    if (over) {
      return to;
    }
    try {
      return read(bytes, from, to);
    } catch (Throwable t) {
      giveUp(t);
      return to;
    }
  }

  /** Whether nothing before here need be held back: an event ended, or the call did. */
  synchronized boolean atEventEnd() {
    return over || events == null || events.atBoundary();
  }

  /** Whether the event just passed has usage and nothing else. */
  synchronized boolean onlyUsage() {
    return !over && hide;
  }

  /** Whether a stream has all the app looks for, and may have usage still to come. */
  synchronized boolean awaitsUsage() {
    return !over && events != null && answer.finished();
  }

  /** The body ended. */
  public void ended() {
    end(this::atEof);
  }

  /** Reading the body failed. */
  public void broke(Throwable error) {
    End how = Interruption.isOne(error) ? End.CANCELLED : End.CUT;
    end(() -> endIncomplete(how, error));
  }

  /** The app closed the body, or gave it up without closing it. */
  public void closed() {
    end(() -> endIncomplete(End.ABANDONED, null));
  }

  private synchronized void end(Runnable how) {
    if (over) {
      return;
    }
    try {
      readKept();
      if (!over) {
        how.run();
      }
    } catch (Throwable t) {
      giveUp(t);
    }
  }

  private int read(byte[] bytes, int from, int to) {
    int after = to;
    if (events == null) {
      readDocument(bytes, from, to);
    } else {
      hide = false;
      after = events.feed(bytes, from, to);
    }
    reportGenerated();
    return after;
  }

  /** The app has a short answer before we read it. */
  private void readDocument(byte[] bytes, int from, int to) {
    UnreadDocument kept = unread;
    if (kept != null && kept.keep(bytes, from, to)) {
      if (kept.isComplete()) {
        endUnread(kept);
      }
    } else {
      readKept();
      json.feed(bytes, from, to);
      endOfDocument();
    }
  }

  private void endUnread(UnreadDocument kept) {
    if (kept.namesError()) {
      readKept();
    } else {
      over = true;
      call.succeed(() -> readLater(kept));
    }
  }

  private ModelResponse readLater(UnreadDocument kept) {
    kept.feedTo(json);
    if (!json.complete()) {
      throw new MalformedAnswer("the answer is no JSON");
    }
    answer.eventEnded();
    reportGenerated();
    return answer.response();
  }

  private void readKept() {
    UnreadDocument kept = unread;
    unread = null;
    if (kept != null) {
      kept.feedTo(json);
      reportGenerated();
      endOfDocument();
    }
  }

  private void endOfDocument() {
    if (json.complete() && !over) {
      answer.eventEnded();
      finish();
    }
  }

  private void reportGenerated() {
    long more = answer.generated() - reported;
    if (more <= 0) {
      return;
    }
    reported += more;
    call.received((int) Math.min(more, Integer.MAX_VALUE));
  }

  private void atEof() {
    if (events != null) {
      events.end();
    }
    if (!over) {
      endIncomplete(
          End.CUT,
          events == null ? new MalformedAnswer("the answer ended before its JSON did") : null);
    }
  }

  private void endIncomplete(End how, @Nullable Throwable error) {
    if (answer.finished() || answer.error(status) != null) {
      finish();
    } else if (malformedEvent || json.broken()) {
      conclude(End.CUT, new MalformedAnswer("the answer is no JSON"));
    } else {
      conclude(how, error);
    }
  }

  private void finish() {
    ProviderError error = answer.error(status);
    if (error == null) {
      over = true;
      reportGenerated();
      call.succeed(answer.response());
    } else {
      // where part of the answer was generated, it will be billed
      conclude(reported > 0 ? End.CUT : End.FAILED, error);
    }
  }

  private void conclude(End how, @Nullable Throwable error) {
    over = true;
    if (held) {
      pending = how;
      pendingError = error;
      return;
    }
    call.update(answer.response());
    switch (how) {
      case FAILED -> call.fail(error == null ? new MalformedAnswer("no answer") : error);
      case CUT -> call.cut(error);
      case ABANDONED -> call.abandon();
      case CANCELLED -> call.cancel();
    }
  }

  /**
   * The library turns the answer into an object or an exception: until {@link #release}, an end
   * that is no success waits for that exception.
   *
   * @return false where nothing can be held, or somebody does already
   */
  public synchronized boolean hold() {
    boolean first = !held && !over;
    held |= first;
    return first;
  }

  /** The library is done, with {@code thrown} or without. */
  public synchronized void release(@Nullable Throwable thrown) {
    held = false;
    if (over && pending == null) {
      return;
    }
    try {
      release(pending, thrown);
    } catch (Throwable t) {
      giveUp(t);
    }
  }

  private void release(@Nullable End how, @Nullable Throwable thrown) {
    pending = null;
    if (how != null) {
      boolean broken = how == End.ABANDONED && thrown != null;
      conclude(broken ? End.CUT : how, thrown == null ? pendingError : thrown);
    } else if (thrown != null) {
      conclude(status >= 400 ? End.FAILED : End.CUT, thrown);
    }
  }

  /** Takes {@code response} no longer being reachable for the app having closed it. */
  public void abandonWithout(Object response) {
    CLEANER.register(response, this::closed);
  }

  private void giveUp(Throwable fault) {
    over = true;
    Faults.report("reading an OpenAI answer", fault);
    Faults.guard("ending an OpenAI call", () -> call.succeed(answer.response()));
  }

  private final class Listener implements SsePush.Events {

    @Override
    public void data(byte[] bytes, int from, int to) {
      json.feed(bytes, from, to);
      for (int at = from; at < to && doneMatched >= 0 && doneMatched < DONE.length; at++) {
        doneMatched = bytes[at] == DONE[doneMatched] ? doneMatched + 1 : -1;
      }
    }

    @Override
    public void eventEnded() {
      boolean done = doneMatched == DONE.length;
      doneMatched = 0;
      malformedEvent |= !done && !json.complete();
      json.reset();
      if (!done) {
        answer.eventEnded();
        hide = answer.onlyUsage();
        if (answer.isChunk()) {
          call.firstChunk();
        }
      }
      if (!over && (done || answer.over())) {
        finish();
      }
    }
  }
}
