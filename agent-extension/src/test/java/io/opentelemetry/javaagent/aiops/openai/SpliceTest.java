/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Changes made while a document is written, against the same changes made to a string. */
class SpliceTest {

  private static final String DOCUMENT = "0123456789abcdef";

  private record Change(int from, int to, String text) {

    Splice splice() {
      return from == to ? Splice.insert(from, text) : Splice.replace(from, to, text);
    }
  }

  @Test
  void severalChanges_inAnyPieces_areThoseOfTheString() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      List<Change> changes = changes(random);
      String expected = naive(changes);
      Splice splice = together(changes, random);
      assertThat(splice.growth()).isEqualTo(expected.length() - DOCUMENT.length());
      for (int piece = 1; piece <= DOCUMENT.length(); piece++) {
        assertThat(written(splice, piece)).as("%s by %d", changes, piece).isEqualTo(expected);
      }
    }
  }

  /** Changes of places that do not touch, from the first to the last. */
  private static List<Change> changes(Random random) {
    List<Change> changes = new ArrayList<>();
    int at = random.nextInt(4);
    while (at < DOCUMENT.length()) {
      int to = Math.min(DOCUMENT.length(), at + random.nextInt(4));
      changes.add(new Change(at, to, "<" + "x".repeat(random.nextInt(3)) + changes.size() + ">"));
      at = to + 1 + random.nextInt(4);
    }
    return changes.isEmpty() ? List.of(new Change(3, 3, "+")) : changes;
  }

  private static String naive(List<Change> changes) {
    StringBuilder text = new StringBuilder(DOCUMENT);
    for (int i = changes.size() - 1; i >= 0; i--) {
      Change change = changes.get(i);
      text.replace(change.from(), change.to(), change.text());
    }
    return text.toString();
  }

  private static Splice together(List<Change> changes, Random random) {
    List<Change> shuffled = new ArrayList<>(changes);
    Collections.shuffle(shuffled, random);
    Splice splice = shuffled.get(0).splice();
    for (Change change : shuffled.subList(1, shuffled.size())) {
      splice = splice.and(change.splice());
    }
    return splice;
  }

  private static String written(Splice splice, int piece) throws IOException {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    byte[] padded = ("--" + DOCUMENT + "--").getBytes(UTF_8);
    try (var out = splice.into(target)) {
      for (int at = 0; at < DOCUMENT.length(); at += piece) {
        out.write(padded, at + 2, Math.min(piece, DOCUMENT.length() - at));
      }
    }
    return target.toString(UTF_8);
  }

  @Test
  void twoInsertsAtOnePlace_comeInTheirOrder() throws IOException {
    Splice both = Splice.insert(1, "A").and(Splice.insert(1, "B")).and(Splice.replace(1, 3, "C"));

    assertThat(written(both, 1)).isEqualTo("0ABC3456789abcdef");
    assertThat(written(both, 16)).isEqualTo("0ABC3456789abcdef");
  }

  @Test
  void changesOfTheSameBytes_areRefused() {
    Splice first = Splice.replace(2, 6, "x");

    assertThatThrownBy(() -> first.and(Splice.replace(5, 8, "y")))
        .hasMessage("two changes of the same bytes: make one of them");
    assertThatThrownBy(() -> first.and(Splice.insert(4, "y")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
