/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Changes to a document, each of which replaces some of its bytes. Made while the document is
 * written, so that it is never copied.
 */
public final class Splice {

  /** Bytes {@code from} to {@code to} of the document as it was are replaced, by ASCII. */
  private record Edit(long from, long to, String replacement) {}

  private static final Comparator<Edit> IN_ORDER =
      Comparator.comparingLong(Edit::from).thenComparingLong(Edit::to);

  private final List<Edit> edits;

  private Splice(List<Edit> edits) {
    this.edits = edits;
  }

  static Splice insert(long at, String text) {
    return replace(at, at, text);
  }

  static Splice replace(long from, long to, String text) {
    return new Splice(List.of(new Edit(from, to, text)));
  }

  /**
   * Both changes at once; what both insert at one place comes in this order.
   *
   * @param other a change of the same document, not of what this one makes of it
   * @throws IllegalArgumentException if both change the same bytes
   */
  public Splice and(Splice other) {
    List<Edit> both = Stream.concat(edits.stream(), other.edits.stream()).sorted(IN_ORDER).toList();
    for (int i = 1; i < both.size(); i++) {
      if (both.get(i).from < both.get(i - 1).to) {
        throw new IllegalArgumentException("two changes of the same bytes: make one of them");
      }
    }
    return new Splice(both);
  }

  /** Bytes by which the document grows. */
  public long growth() {
    long growth = 0;
    for (Edit edit : edits) {
      growth += edit.replacement.length() - (edit.to - edit.from);
    }
    return growth;
  }

  /** Where to write the document so that {@code target} gets the changed one. */
  public OutputStream into(OutputStream target) {
    return new Splicing(target);
  }

  private final class Splicing extends FilterOutputStream {

    private long at; // in the document as it was
    private int next;

    Splicing(OutputStream target) {
      super(target);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      long zero = at - offset; // the document's place of bytes[0]
      long end = at + length;
      while (next < edits.size() && edits.get(next).from < end) {
        Edit edit = edits.get(next);
        begin(edit, bytes, zero);
        at = Math.min(end, edit.to);
        if (edit.to > end) {
          return;
        }
        next++;
      }
      copy(bytes, zero, end);
    }

    private void begin(Edit edit, byte[] bytes, long zero) throws IOException {
      if (at <= edit.from) {
        copy(bytes, zero, edit.from);
        out.write(edit.replacement.getBytes(StandardCharsets.US_ASCII));
      }
    }

    private void copy(byte[] bytes, long zero, long to) throws IOException {
      out.write(bytes, (int) (at - zero), (int) (to - at));
      at = to;
    }
  }
}
