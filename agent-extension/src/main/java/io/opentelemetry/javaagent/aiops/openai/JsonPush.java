/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import io.opentelemetry.javaagent.aiops.openai.JsonShape.Node;
import io.opentelemetry.javaagent.aiops.openai.JsonToken.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Scans one JSON document as its bytes arrive, in memory that does not grow with it, and reports
 * the values a shape names. A library's parser keeps whole strings, which a 50 MB message would
 * turn into 100 MB of heap. Lenient where an answer does not depend on it: numbers and strings are
 * not validated, and bytes that are no UTF-8 become U+FFFD. Anything else that is no JSON stops it
 * as {@linkplain #broken() broken}. Not for use by several threads.
 */
final class JsonPush<F extends Enum<F> & JsonField> {

  /** Told of the values the shape names: scalars when read, containers when closed. */
  interface Values<F> {
    void value(F field, JsonToken token);
  }

  private enum State {
    VALUE,
    FIRST_ELEMENT,
    FIRST_NAME,
    NAME,
    COLON,
    AFTER,
    IN_STRING,
    IN_NAME,
    IN_NUMBER,
    IN_LITERAL,
    DONE,
    BROKEN
  }

  private static final int NAME_BYTES = 64;
  private static final int DEEPEST = 1000; // as Jackson, by which the app reads the same bytes
  private static final byte[] LITERAL_TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LITERAL_FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LITERAL_NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private final JsonShape<F> shape;
  private final Values<F> values;
  private final JsonToken token = new JsonToken();

  private State state = State.VALUE;
  private long read;
  private int depth;
  private boolean[] object = new boolean[8];
  private long[] starts = new long[8];
  private @Nullable Node<F>[] nodes = newNodes(8);
  private @Nullable Node<F> next;
  private boolean escaped;
  private int hexDigits;
  private byte[] literal = LITERAL_NULL;
  private int matched;

  JsonPush(JsonShape<F> shape, Values<F> values) {
    this.shape = shape;
    this.values = values;
    this.next = shape.root();
  }

  /** Starts a new document. */
  void reset() {
    state = State.VALUE;
    read = 0;
    depth = 0;
    next = shape.root();
    escaped = false;
    hexDigits = 0;
  }

  /** Whether a whole document was read. */
  boolean complete() {
    return state == State.DONE;
  }

  /** Whether what was read cannot become a JSON document. */
  boolean broken() {
    return state == State.BROKEN;
  }

  /** Reads the bytes that came next. */
  void feed(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && state != State.DONE && state != State.BROKEN) {
      int after = step(bytes, at, to);
      read += after - at;
      at = after;
    }
  }

  private int step(byte[] bytes, int at, int to) {
    return switch (state) {
      case IN_STRING, IN_NAME -> string(bytes, at, to);
      case IN_NUMBER -> number(bytes, at, to);
      case IN_LITERAL -> literal(bytes[at], at);
      default -> structure(bytes[at], at);
    };
  }

  private int structure(byte b, int at) {
    if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
      return punctuation(b, at);
    }
    return at + 1;
  }

  private int punctuation(byte b, int at) {
    switch (state) {
      case VALUE -> beginValue(b);
      case FIRST_ELEMENT -> beginElement(b);
      case FIRST_NAME -> beginNameOrClose(b);
      case NAME -> beginName(b);
      case COLON -> state = b == ':' ? State.VALUE : State.BROKEN;
      default -> afterValue(b);
    }
    // a number's first byte belongs to the number
    return state == State.IN_NUMBER ? at : at + 1;
  }

  private void beginElement(byte b) {
    if (b == ']') {
      close(false);
    } else {
      beginValue(b);
    }
  }

  private void beginNameOrClose(byte b) {
    if (b == '}') {
      close(true);
    } else {
      beginName(b);
    }
  }

  private void beginName(byte b) {
    state = b == '"' ? State.IN_NAME : State.BROKEN;
    token.beginString(read, nodes[depth - 1] == null ? 0 : NAME_BYTES);
  }

  private void afterValue(byte b) {
    boolean inObject = object[depth - 1];
    if (b == ',') {
      state = inObject ? State.NAME : State.VALUE;
      next = inObject ? null : element(nodes[depth - 1]);
    } else if (b == (inObject ? '}' : ']')) {
      close(inObject);
    } else {
      state = State.BROKEN;
    }
  }

  private void beginValue(byte b) {
    switch (b) {
      case '{' -> open(true);
      case '[' -> open(false);
      case '"' -> beginString();
      case 't' -> beginLiteral(LITERAL_TRUE, Kind.TRUE);
      case 'f' -> beginLiteral(LITERAL_FALSE, Kind.FALSE);
      case 'n' -> beginLiteral(LITERAL_NULL, Kind.NULL);
      default -> beginNumber(b);
    }
  }

  private void beginString() {
    F field = field(next);
    token.beginString(read, field == null ? 0 : field.keep());
    state = State.IN_STRING;
  }

  private void beginNumber(byte b) {
    token.beginNumber(read, field(next) != null);
    state = b == '-' || (b >= '0' && b <= '9') ? State.IN_NUMBER : State.BROKEN;
  }

  private void beginLiteral(byte[] expected, Kind kind) {
    literal = expected;
    matched = 1;
    token.begin(kind, read, 0);
    state = State.IN_LITERAL;
  }

  private int literal(byte b, int at) {
    if (b != literal[matched++]) {
      state = State.BROKEN;
    } else if (matched == literal.length) {
      emit(read + 1);
    }
    return at + 1;
  }

  private int number(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && isNumber(bytes[at])) {
      at++;
    }
    token.keep(bytes, from, at);
    if (at < to) {
      emit(read + (at - from));
    }
    return at;
  }

  private static boolean isNumber(byte b) {
    return (b >= '0' && b <= '9') || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
  }

  private int string(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && (escaped || bytes[at] != '"')) {
      character(bytes[at++]);
    }
    token.keep(bytes, from, at);
    return at < to ? endString(at, read + (at - from)) : at;
  }

  /** Counts characters: an escape is one, and so are the bytes of one code point. */
  private void character(byte b) {
    if (escaped) {
      escaped = false;
      hexDigits = b == 'u' ? 4 : 0;
    } else if (hexDigits > 0) {
      hexDigits--;
    } else {
      escaped = b == '\\';
      token.counted((b & 0xC0) == 0x80 ? 0 : 1);
    }
  }

  private int endString(int at, long quote) {
    if (state == State.IN_NAME) {
      next = named(nodes[depth - 1]);
      state = State.COLON;
    } else {
      emit(quote + 1);
    }
    return at + 1;
  }

  private void emit(long end) {
    token.ended(end);
    report(next);
    state = depth == 0 ? State.DONE : State.AFTER;
  }

  private void open(boolean asObject) {
    if (depth == DEEPEST) {
      state = State.BROKEN;
      return;
    }
    grow();
    object[depth] = asObject;
    starts[depth] = read;
    nodes[depth] = next;
    depth++;
    next = asObject ? null : element(nodes[depth - 1]);
    state = asObject ? State.FIRST_NAME : State.FIRST_ELEMENT;
  }

  private void close(boolean asObject) {
    boolean empty = state == State.FIRST_NAME || state == State.FIRST_ELEMENT;
    depth--;
    token.containerEnded(asObject ? Kind.OBJECT : Kind.ARRAY, empty, starts[depth], read + 1);
    report(nodes[depth]);
    state = depth == 0 ? State.DONE : State.AFTER;
  }

  private void report(@Nullable Node<F> node) {
    F field = field(node);
    if (field != null) {
      values.value(field, token);
    }
  }

  private @Nullable Node<F> named(@Nullable Node<F> parent) {
    return parent == null || token.overflowed() ? null : parent.name(token.text());
  }

  private @Nullable F field(@Nullable Node<F> node) {
    return node == null ? null : node.field();
  }

  private static <F> @Nullable Node<F> element(@Nullable Node<F> parent) {
    return parent == null ? null : parent.element();
  }

  private void grow() {
    if (depth == object.length) {
      object = Arrays.copyOf(object, depth * 2);
      starts = Arrays.copyOf(starts, depth * 2);
      nodes = Arrays.copyOf(nodes, depth * 2);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // a generic array cannot be made otherwise
  private static <F> @Nullable Node<F>[] newNodes(int size) {
    return new Node[size];
  }
}
