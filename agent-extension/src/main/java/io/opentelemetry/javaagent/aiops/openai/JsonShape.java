/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The paths of the values of interest, as a tree that a scanner walks along with the document. */
final class JsonShape<F extends Enum<F> & JsonField> {

  /** A place in the document. Immutable once the shape is built. */
  static final class Node<F> {
    private final Map<String, Node<F>> names = new HashMap<>();
    private @Nullable Node<F> element;
    private @Nullable F field;

    @Nullable Node<F> name(String name) {
      return names.get(name);
    }

    @Nullable Node<F> element() {
      return element;
    }

    @Nullable F field() {
      return field;
    }
  }

  private final Node<F> root = new Node<>();

  private JsonShape() {}

  static <F extends Enum<F> & JsonField> JsonShape<F> of(Class<F> fields) {
    JsonShape<F> shape = new JsonShape<>();
    for (F field : fields.getEnumConstants()) {
      field.paths().forEach(path -> shape.node(path).field = field);
    }
    return shape;
  }

  Node<F> root() {
    return root;
  }

  private Node<F> node(String path) {
    Node<F> node = root;
    for (String step : path.replace("[]", ".[]").split("\\.", -1)) {
      node = step.isEmpty() ? node : child(node, step);
    }
    return node;
  }

  private static <F> Node<F> child(Node<F> parent, String step) {
    if (!step.equals("[]")) {
      return parent.names.computeIfAbsent(step, name -> new Node<>());
    }
    Node<F> element = parent.element;
    if (element == null) {
      element = new Node<>();
      parent.element = element;
    }
    return element;
  }
}
