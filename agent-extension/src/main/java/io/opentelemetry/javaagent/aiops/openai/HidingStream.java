/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A stream of events that leaves out the one we asked for: usage without choices, which an app that
 * did not ask for it takes no care of. Holds an event back until it is whole; an app could do
 * nothing with a part of it. Not for use by several threads, but for {@link #close}.
 */
final class HidingStream extends AnswerStream {

  private static final int LONGEST_HIDDEN = 64 * 1024;

  private byte[] buffer = new byte[8192];
  private int given; // handed to the app
  private int released; // may be handed to the app
  private int filled; // read from the source
  private boolean tooLong; // part of the open event is released
  private boolean ended;

  HidingStream(InputStream source, AnswerBody body) {
    super(source, body);
  }

  @Override
  public int read() throws IOException {
    return await() ? buffer[given++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!await()) {
      return -1;
    }
    int count = Math.min(length, released - given);
    System.arraycopy(buffer, given, bytes, from, count);
    given += count;
    return count;
  }

  @Override
  public int available() {
    return released - given;
  }

  private boolean await() throws IOException {
    while (given == released && !ended) {
      fill();
    }
    return given < released;
  }

  private void fill() throws IOException {
    makeRoom();
    int read = readSource(buffer, filled, buffer.length - filled);
    if (read < 0) {
      ended = true;
      released = filled;
    } else {
      release(filled, filled + read);
    }
  }

  private void release(int from, int to) {
    int at = from;
    filled = to;
    while (at < filled) {
      at = body().passEvent(buffer, at, filled);
      if (body().atEventEnd()) {
        at = endEvent(at);
      }
    }
    if (filled - released > LONGEST_HIDDEN) {
      released = filled;
      tooLong = true;
    }
  }

  private int endEvent(int end) {
    boolean hide = body().onlyUsage() && !tooLong;
    tooLong = false;
    if (!hide) {
      released = end;
      return end;
    }
    System.arraycopy(buffer, end, buffer, released, filled - end);
    filled -= end - released;
    return released;
  }

  private void makeRoom() {
    if (given > 0) {
      System.arraycopy(buffer, given, buffer, 0, filled - given);
      released -= given;
      filled -= given;
      given = 0;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
  }
}
