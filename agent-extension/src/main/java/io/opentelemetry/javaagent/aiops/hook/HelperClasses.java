/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.hook;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The classes a hook module takes along to the app's side, nested and anonymous ones included: all
 * of its package. The list is made by the build; a class left out would be a {@code
 * NoClassDefFoundError} that nobody sees.
 *
 * <pre>{@code
 * @Override
 * public List<String> getAdditionalHelperClassNames() {
 *   return HelperClasses.in("dev.aiops.agent.openai");
 * }
 * }</pre>
 */
public final class HelperClasses {

  /** Where the build puts the list: one class file a line, with slashes, sorted. */
  static final String LIST = "/META-INF/aiops/helper-classes";

  /** Names of the classes in {@code packageName} and the packages below it, sorted. */
  public static List<String> in(String packageName) {
    String prefix = packageName + '.';
    return all().stream().filter(name -> name.startsWith(prefix)).toList();
  }

  private static List<String> all() {
    try (InputStream list = HelperClasses.class.getResourceAsStream(LIST)) {
      if (list == null) {
        throw new IllegalStateException(LIST + " is not in the extension: build it with Maven");
      }
      return names(new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(BufferedReader lines) {
    return lines
        .lines()
        .map(String::trim)
        .filter(line -> line.endsWith(".class") && !line.endsWith("package-info.class"))
        .map(line -> line.substring(0, line.length() - ".class".length()).replace('/', '.'))
        .sorted()
        .toList();
  }

  private HelperClasses() {}
}
