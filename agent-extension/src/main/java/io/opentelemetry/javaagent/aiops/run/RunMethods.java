/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The methods that the operator names as agent entry points, by the class that declares them:
 * {@code com.acme.Support[answer,handle];com.acme.Triage[run]}.
 */
public final class RunMethods {

  private static final Pattern CLASS =
      Pattern.compile("\\s*([\\p{L}_$][\\p{L}\\p{N}_.$]*)\\s*\\[([^\\[\\]]*)]\\s*");

  private static volatile Map<String, Set<String>> configured = Map.of();
  private static volatile @Nullable String agentName;

  /**
   * Reads the setting.
   *
   * @throws IllegalArgumentException if it is not written as above
   */
  public static Map<String, Set<String>> parse(String setting) {
    Map<String, Set<String>> methods = new LinkedHashMap<>();
    for (String entry : setting.split(";", -1)) {
      if (!entry.isBlank()) {
        parseClass(entry, methods);
      }
    }
    return methods;
  }

  private static void parseClass(String entry, Map<String, Set<String>> methods) {
    Matcher matcher = CLASS.matcher(entry);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + entry.trim() + "\" is not written as package.Class[method,method]");
    }
    Set<String> names = methods.computeIfAbsent(matcher.group(1), type -> new LinkedHashSet<>());
    for (String name : matcher.group(2).split(",", -1)) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("\"" + entry.trim() + "\" has an empty method name");
      }
      names.add(name.trim());
    }
  }

  /**
   * Sets what {@link #configured} returns; called once, before hooks are made.
   *
   * @param agent name of the agent in all of them; null takes the class's simple name
   */
  public static void configure(Map<String, Set<String>> methods, @Nullable String agent) {
    configured = Map.copyOf(methods);
    agentName = agent;
  }

  /** Method names by class name. */
  public static Map<String, Set<String>> configured() {
    return configured;
  }

  /** Name of the agent whose entry is a method of {@code className}. */
  public static String agent(String className) {
    String given = agentName;
    return given != null ? given : className.substring(className.lastIndexOf('.') + 1);
  }

  private RunMethods() {}
}
