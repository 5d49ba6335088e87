/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A change to a document: bytes {@code from} to {@code to} are replaced. Made while the document is
 * written, so that it is never copied.
 */
public final class Splice {

  private final long from;
  private final long to;
  private final byte[] replacement;

  private Splice(long from, long to, String replacement) {
    this.from = from;
    this.to = to;
    this.replacement = replacement.getBytes(StandardCharsets.US_ASCII);
  }

  static Splice insert(long at, String text) {
    return new Splice(at, at, text);
  }

  static Splice replace(long from, long to, String text) {
    return new Splice(from, to, text);
  }

  /** Bytes by which the document grows. */
  public long growth() {
    return replacement.length - (to - from);
  }

  /** Where to write the document so that {@code target} gets the changed one. */
  public OutputStream into(OutputStream target) {
    return new Splicing(target);
  }

  private final class Splicing extends FilterOutputStream {

    private long written;

    Splicing(OutputStream target) {
      super(target);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int before = within(from, length);
      int after = Math.max(before, within(to, length));
      out.write(bytes, offset, before);
      if (written <= from && from < written + length) {
        out.write(replacement);
      }
      out.write(bytes, offset + after, length - after);
      written += length;
    }

    /** Bytes of this write that lie before {@code position}. */
    private int within(long position, int length) {
      return (int) Math.max(0, Math.min(length, position - written));
    }
  }
}
