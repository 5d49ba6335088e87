/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** A file as JSON, with the place of each value, and what is wrong with it so far. */
final class Document {

  private final String file;
  private final JsonNode root;
  private final Map<String, Mark> places;
  private final List<Mistake> mistakes;

  /**
   * A file that has been read.
   *
   * @param places of values, by JSON pointer
   * @param mistakes those found while reading
   */
  Document(String file, JsonNode root, Map<String, Mark> places, List<Mistake> mistakes) {
    this.file = file;
    this.root = root;
    this.places = Map.copyOf(places);
    this.mistakes = new ArrayList<>(mistakes);
  }

  JsonNode root() {
    return root;
  }

  /** Adds a mistake at a value, or at the nearest that holds it. */
  void add(String pointer, String text) {
    Optional<Mark> mark = place(pointer);
    mistakes.add(
        new Mistake(
            file,
            mark.map(found -> found.getLine() + 1).orElse(1),
            mark.map(found -> found.getColumn() + 1).orElse(1),
            text));
  }

  private Optional<Mark> place(String pointer) {
    for (String at = pointer; ; at = at.substring(0, at.lastIndexOf('/'))) {
      Mark mark = places.get(at);
      if (mark != null || at.isEmpty()) {
        return Optional.ofNullable(mark);
      }
    }
  }

  boolean isSound() {
    return mistakes.isEmpty();
  }

  List<Mistake> mistakes() {
    return mistakes.stream()
        .sorted(Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column))
        .toList();
  }
}
