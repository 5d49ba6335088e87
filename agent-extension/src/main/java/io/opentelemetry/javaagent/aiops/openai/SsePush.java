/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

/**
 * Splits a stream of server-sent events into events as its bytes arrive, keeping none of them.
 * Lines end with LF, CR or CRLF; several data lines are joined by LF; comments are skipped. Not for
 * use by several threads.
 */
final class SsePush {

  /** Told what the events carry. */
  interface Events {

    /** More of the current event's data. */
    void data(byte[] bytes, int from, int to);

    /** The current event ended; it had data. */
    void eventEnded();
  }

  private enum State {
    LINE_START,
    FIELD,
    BEFORE_VALUE,
    DATA,
    SKIP
  }

  private static final byte[] NEW_LINE = {'\n'};
  private static final int OTHER = 9;
  private static final byte[] DATA_FIELD = {'d', 'a', 't', 'a'};

  private final Events events;
  private State state = State.LINE_START;
  private boolean afterCr;
  private boolean hasData;
  private boolean atBoundary;
  private int matched;

  SsePush(Events events) {
    this.events = events;
  }

  /**
   * Reads up to the end of an event.
   *
   * @return the index after the blank line that ended an event, or {@code to}
   */
  int feed(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      byte b = bytes[at];
      if (b == '\n' && afterCr) {
        afterCr = false;
        atBoundary = false;
        at++;
      } else if (b == '\n' || b == '\r') {
        afterCr = b == '\r';
        at++;
        atBoundary = endLine();
        if (atBoundary) {
          return at;
        }
      } else {
        afterCr = false;
        atBoundary = false;
        at = text(bytes, at, to);
      }
    }
    return to;
  }

  /** The stream ended; an event without its blank line counts as ended too. */
  void end() {
    endLine();
    endEvent();
  }

  /** Whether the last {@link #feed} returned at the end of an event. */
  boolean atBoundary() {
    return atBoundary;
  }

  private boolean endLine() {
    boolean blank = state == State.LINE_START;
    if (state == State.FIELD || state == State.BEFORE_VALUE) {
      beginData(matched == DATA_FIELD.length);
    }
    state = State.LINE_START;
    if (blank) {
      endEvent();
    }
    return blank;
  }

  private void endEvent() {
    if (hasData) {
      hasData = false;
      events.eventEnded();
    }
  }

  private void beginData(boolean data) {
    if (data && hasData) {
      events.data(NEW_LINE, 0, 1);
    }
    hasData |= data;
  }

  private int text(byte[] bytes, int from, int to) {
    return switch (state) {
      case LINE_START -> {
        matched = 0;
        state = State.FIELD;
        yield field(bytes[from], from);
      }
      case FIELD -> field(bytes[from], from);
      case BEFORE_VALUE -> {
        boolean data = matched == DATA_FIELD.length;
        beginData(data);
        state = data ? State.DATA : State.SKIP;
        yield bytes[from] == ' ' ? from + 1 : from;
      }
      default -> value(bytes, from, to);
    };
  }

  private int field(byte b, int at) {
    if (b == ':') {
      state = State.BEFORE_VALUE;
    } else if (matched < DATA_FIELD.length && b == DATA_FIELD[matched]) {
      matched++;
    } else {
      // a longer or another name, or a byte order mark: only "data" matters
      matched = b == (byte) 0xEF || b == (byte) 0xBB || b == (byte) 0xBF ? 0 : OTHER;
    }
    return at + 1;
  }

  private int value(byte[] bytes, int from, int to) {
    int end = from;
    while (end < to && bytes[end] != '\n' && bytes[end] != '\r') {
      end++;
    }
    if (state == State.DATA) {
      events.data(bytes, from, end);
    }
    return end;
  }
}
