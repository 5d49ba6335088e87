/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.approval.access.Secret;
import dev.aiops.approval.approvals.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One value of the arguments as a page shows it: all of it, however long.
 *
 * @param name of the field, or the place in its list
 * @param type as JSON calls it
 * @param text the whole value; empty for one that has parts
 * @param start of a value that is folded as it is long; empty where it is not
 * @param size what is said of a value that is folded, or has parts
 * @param parts of an object or a list
 * @param deep whether it is so deep that it is not moved in further
 */
record ArgumentNode(
    String name,
    String type,
    String text,
    String start,
    String size,
    List<ArgumentNode> parts,
    boolean deep) {

  private static final int LONGEST_OPEN = 400;
  private static final int START = 120;
  private static final int DEEP = 8;

  ArgumentNode {
    parts = List.copyOf(parts);
  }

  boolean isFolded() {
    return !start.isEmpty();
  }

  boolean hasParts() {
    return !parts.isEmpty();
  }

  /** The fields of the arguments. */
  static List<ArgumentNode> of(Arguments arguments) {
    return fields(arguments.tree(), 1);
  }

  private static List<ArgumentNode> fields(JsonNode object, int level) {
    List<ArgumentNode> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      all.add(of(Visible.of(field.getKey()), field.getValue(), level));
    }
    return all;
  }

  private static List<ArgumentNode> elements(JsonNode array, int level) {
    List<ArgumentNode> all = new ArrayList<>();
    for (JsonNode element : array) {
      all.add(of("[" + all.size() + "]", element, level));
    }
    return all;
  }

  private static ArgumentNode of(String name, JsonNode value, int level) {
    boolean deep = level > DEEP;
    if (value.isObject()) {
      List<ArgumentNode> parts = fields(value, level + 1);
      return new ArgumentNode(name, "object", "", "", count(parts, "field"), parts, deep);
    } else if (value.isArray()) {
      List<ArgumentNode> parts = elements(value, level + 1);
      return new ArgumentNode(name, "list", "", "", count(parts, "value"), parts, deep);
    }
    return leaf(name, value, deep);
  }

  private static ArgumentNode leaf(String name, JsonNode value, boolean deep) {
    String whole = value.isNull() ? "null" : value.asText();
    String type = value.isTextual() ? "text" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    int length = whole.codePointCount(0, whole.length());
    if (length <= LONGEST_OPEN) {
      return new ArgumentNode(name, type, Visible.of(whole), "", "", List.of(), deep);
    }
    String start = whole.substring(0, whole.offsetByCodePoints(0, START));
    String size = length + " characters, SHA-256 " + Secret.sha256(whole);
    return new ArgumentNode(
        name, type, Visible.of(whole), Visible.of(start) + "…", size, List.of(), deep);
  }

  private static String count(List<ArgumentNode> parts, String what) {
    return parts.size() + " " + what + (parts.size() == 1 ? "" : "s");
  }
}
