/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns YAML into JSON and keeps where each value stands. */
final class YamlReader {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Aliases may make a small file a large tree, or one without end. */
  private static final int MOST_VALUES = 100_000;

  private static final int MOST_DEPTH = 100;

  private final String file;
  private final Map<String, Mark> places = new HashMap<>();
  private final List<Mistake> mistakes = new ArrayList<>();

  private YamlReader(String file) {
    this.file = file;
  }

  static Document read(String file, String yaml) {
    YamlReader reader = new YamlReader(file);
    JsonNode root =
        reader
            .compose(yaml)
            .map(node -> reader.value(node, "", 0))
            .orElse(MissingNode.getInstance());
    return new Document(file, root, reader.places, reader.mistakes);
  }

  private Optional<Node> compose(String yaml) {
    try {
      Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(yaml);
      if (root.isEmpty()) {
        add(Optional.empty(), "the file is empty: write a list evals, or remove the file");
      }
      return root;
    } catch (MarkedYamlEngineException e) {
      add(e.getProblemMark(), "is not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      add(Optional.empty(), "is not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  private void add(Optional<Mark> mark, String text) {
    int line = mark.map(found -> found.getLine() + 1).orElse(1);
    int column = mark.map(found -> found.getColumn() + 1).orElse(1);
    mistakes.add(new Mistake(file, line, column, text));
  }

  private JsonNode value(Node node, String pointer, int depth) {
    if (depth > MOST_DEPTH || places.size() > MOST_VALUES) {
      throw new InvalidDefinitionsException(
          List.of(new Mistake(file, 1, 1, "is too large or too deep: write it without aliases")));
    }
    node.getStartMark().ifPresent(mark -> places.put(pointer, mark));
    if (node instanceof MappingNode map) {
      return object(map, pointer, depth);
    }
    return node instanceof SequenceNode list
        ? array(list, pointer, depth)
        : scalar((ScalarNode) node);
  }

  private ObjectNode object(MappingNode map, String pointer, int depth) {
    ObjectNode object = JSON.objectNode();
    for (NodeTuple tuple : map.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      String place = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
      if (object.has(key)) {
        add(tuple.getKeyNode().getStartMark(), key + " is written twice: keep one");
      }
      object.set(key, value(tuple.getValueNode(), place, depth + 1));
      tuple.getKeyNode().getStartMark().ifPresent(mark -> places.put(place, mark));
    }
    return object;
  }

  private ArrayNode array(SequenceNode list, String pointer, int depth) {
    ArrayNode array = JSON.arrayNode();
    for (Node node : list.getValue()) {
      array.add(value(node, pointer + "/" + array.size(), depth + 1));
    }
    return array;
  }

  private JsonNode scalar(ScalarNode scalar) {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    try {
      if (tag.equals(Tag.INT)) {
        return whole(new BigInteger(text));
      }
      if (tag.equals(Tag.FLOAT)) {
        return JSON.numberNode(new BigDecimal(text));
      }
    } catch (NumberFormatException e) {
      add(
          scalar.getStartMark(),
          text + " is not a decimal number: write it with digits, or in quotes");
    }
    if (tag.equals(Tag.BOOL)) {
      return JSON.booleanNode(Boolean.parseBoolean(text));
    }
    return tag.equals(Tag.NULL) ? JSON.nullNode() : JSON.textNode(text);
  }

  /** In the node that Jackson would have read it into. */
  private static JsonNode whole(BigInteger number) {
    if (number.bitLength() < Integer.SIZE) {
      return JSON.numberNode(number.intValue());
    }
    return number.bitLength() < Long.SIZE
        ? JSON.numberNode(number.longValue())
        : JSON.numberNode(number);
  }
}
