/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.query;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the browser puts in before a query leaves it: {@code $__conditionalAll} as the plugin's
 * CHDatasource.ts does, then variables as Grafana's formatRegistry.ts does (grafana/scenes). Of the
 * formats only those are known that leave nothing of a value that SQL could read as its own.
 */
final class Template {

  private static final String CONDITIONAL = "$__conditionalAll(";
  private static final String ALL = "$__all";
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{(\\w+)(?::(\\w+))?}|\\$(?!__)(\\w+)");
  private static final Pattern NAME = Pattern.compile("\\$\\{?(\\w+)");

  private final Map<String, List<String>> values;

  Template(Map<String, List<String>> values) {
    this.values = values;
  }

  String in(String sql) {
    String whole = conditions(sql);
    return VARIABLE
        .matcher(whole)
        .replaceAll(
            use -> Matcher.quoteReplacement(value(use.group(), use.group(1), use.group(2))));
  }

  private String conditions(String sql) {
    String text = sql;
    for (int at = text.lastIndexOf(CONDITIONAL); at >= 0; at = text.lastIndexOf(CONDITIONAL)) {
      List<String> arguments = arguments(text, at + CONDITIONAL.length());
      if (arguments.size() != 2) {
        throw new IllegalArgumentException("$__conditionalAll takes two arguments: " + arguments);
      }
      String use = CONDITIONAL + arguments.get(0) + "," + arguments.get(1) + ")";
      text = text.substring(0, at) + condition(arguments) + text.substring(at + use.length());
    }
    return text;
  }

  private String condition(List<String> arguments) {
    Matcher name = NAME.matcher(arguments.get(1));
    if (!name.find()) {
      throw new IllegalArgumentException("no variable: " + arguments.get(1));
    }
    String joined = String.join(",", values(name.group(1)));
    return joined.isEmpty() || joined.equals(ALL) ? "1=1" : arguments.get(0);
  }

  /**
   * What is between brackets, apart at the commas of their own depth. Brackets in strings count,
   * too.
   */
  private static List<String> arguments(String text, int start) {
    List<String> found = new ArrayList<>();
    int depth = 1;
    int last = start;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0 || (c == ',' && depth == 1)) {
        found.add(text.substring(last, i));
        last = i + 1;
      }
      if (depth == 0) {
        return found;
      }
    }
    return List.of();
  }

  private String value(String use, String name, String format) {
    if (name == null || format == null) {
      throw new IllegalArgumentException(use + " has no format: its value would be read as SQL");
    }
    return switch (format) {
      case "queryparam" ->
          values(name).stream()
              .map(v -> "var-" + name + "=" + url(v))
              .collect(Collectors.joining("&"));
      case "percentencode" -> strict(String.join(",", values(name)));
      default ->
          throw new IllegalArgumentException(use + ": this format is not safe for every value");
    };
  }

  private List<String> values(String name) {
    List<String> found = values.get(name);
    if (found == null) {
      throw new IllegalArgumentException("the dashboard has no variable " + name);
    }
    return found;
  }

  /** As Grafana's encodeURIComponentStrict: letters, digits and -_.~ stay, and nothing else. */
  private static String strict(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /** As Grafana's encodeURIComponentAsAngularJS. */
  private static String url(String value) {
    return strict(value)
        .replace("%40", "@")
        .replace("%3A", ":")
        .replace("%24", "$")
        .replace("%2C", ",")
        .replace("%3B", ";");
  }
}
