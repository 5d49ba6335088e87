/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.settings;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads settings one by one and keeps every problem, so that all can be told at once. */
final class SettingsReader {

  private final ConfigProperties config;
  private final List<String> problems = new ArrayList<>();

  SettingsReader(ConfigProperties config) {
    this.config = config;
  }

  List<String> problems() {
    return problems;
  }

  void problem(String name, String problem) {
    problems.add(name + ": " + problem);
  }

  @Nullable String text(String name) {
    String value = config.getString(name);
    return value == null || value.isBlank() ? null : value.trim();
  }

  String text(String name, String otherwise) {
    String value = text(name);
    return value == null ? otherwise : value;
  }

  /** {@code true} or {@code false}, in any case. */
  boolean flag(String name, boolean otherwise) {
    String value = text(name);
    if (value == null || value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
      return value == null ? otherwise : Boolean.parseBoolean(value);
    }
    problem(name, "\"" + value + "\" is neither true nor false");
    return otherwise;
  }

  /** A whole number within bounds, both included. */
  long number(String name, long otherwise, long least, long most) {
    String value = text(name);
    if (value == null) {
      return otherwise;
    }
    long number;
    try {
      number = Long.parseLong(value);
    } catch (NumberFormatException e) {
      problem(name, "\"" + value + "\" is not a whole number");
      return otherwise;
    }
    if (number < least || number > most) {
      problem(name, value + " is not between " + least + " and " + most);
      return otherwise;
    }
    return number;
  }

  /** {@code key=value,key=value}. */
  Map<String, String> map(String name) {
    try {
      return config.getMap(name);
    } catch (RuntimeException e) {
      problem(name, "not written as key=value,key=value");
      return Map.of();
    }
  }

  /** What {@code parser} makes of the value; its {@code RuntimeException} is a problem. */
  <T> T parsed(String name, T otherwise, Function<String, T> parser) {
    String value = text(name);
    if (value == null) {
      return otherwise;
    }
    try {
      return parser.apply(value);
    } catch (RuntimeException e) {
      problem(name, String.valueOf(e.getMessage()));
      return otherwise;
    }
  }
}
