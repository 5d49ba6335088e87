/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The values of one map in the file, by known key. */
final class Fields {

  private final Mistakes mistakes;
  private final Map<Key, Node> values = new EnumMap<>(Key.class);

  private Fields(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** Reads a map, and reports keys that are unknown, written twice or missing. */
  static Fields of(Node node, String section, Mistakes mistakes) {
    Fields fields = new Fields(mistakes);
    if (node instanceof MappingNode map) {
      map.getValue().forEach(tuple -> fields.take(tuple, Key.in(section)));
      fields.require(node, Key.in(section));
    } else {
      mistakes.add(node, name(section) + " must be a map of keys and values");
    }
    return fields;
  }

  private static String name(String section) {
    return section.isEmpty() ? "the file" : section;
  }

  private void take(NodeTuple tuple, List<Key> known) {
    String text = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
    Optional<Key> key = known.stream().filter(k -> k.text().equals(text)).findFirst();
    if (key.isEmpty()) {
      String names = known.stream().map(Key::text).collect(Collectors.joining(", "));
      mistakes.add(tuple.getKeyNode(), text + " is not a key here: known are " + names);
    } else if (values.putIfAbsent(key.get(), tuple.getValueNode()) != null) {
      mistakes.add(tuple.getKeyNode(), text + " is written twice: keep one");
    }
  }

  private void require(Node map, List<Key> known) {
    known.stream()
        .filter(key -> key.isRequired() && !values.containsKey(key))
        .forEach(key -> mistakes.add(map, key.text() + " is missing: add it"));
  }

  Optional<Node> node(Key key) {
    return Optional.ofNullable(values.get(key));
  }

  /**
   * The value of a key, read by a function that throws {@link IllegalArgumentException} for what it
   * cannot read; empty if it is not there or was reported.
   */
  <T> Optional<T> value(Key key, Function<String, T> reader, Function<T, @Nullable String> rule) {
    return node(key).flatMap(node -> scalar(node, key.text(), reader, rule));
  }

  /** Reports a list that is there and empty. */
  void requireSome(Key key) {
    node(key)
        .filter(node -> node instanceof SequenceNode list && list.getValue().isEmpty())
        .ifPresent(node -> mistakes.add(node, key.text() + " is an empty list: name one at least"));
  }

  /** The values of a key that may be one or a list. */
  <T> List<T> values(Key key, Function<String, T> reader) {
    List<T> read = new ArrayList<>();
    for (Node node : nodes(key)) {
      scalar(node, key.text(), reader, value -> null).ifPresent(read::add);
    }
    return read;
  }

  private List<Node> nodes(Key key) {
    return node(key)
        .map(node -> node instanceof SequenceNode list ? list.getValue() : List.of(node))
        .orElse(List.of());
  }

  private <T> Optional<T> scalar(
      Node node, String key, Function<String, T> reader, Function<T, @Nullable String> rule) {
    if (!(node instanceof ScalarNode scalar)) {
      mistakes.add(node, key + " must be a single value");
      return Optional.empty();
    }
    try {
      T value = reader.apply(scalar.getValue());
      String broken = rule.apply(value);
      mistakes.addIf(node, key, broken);
      return broken == null ? Optional.of(value) : Optional.empty();
    } catch (IllegalArgumentException e) {
      mistakes.addIf(node, key, e.getMessage());
      return Optional.empty();
    }
  }
}
