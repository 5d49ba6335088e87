/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code attributes.yaml} and the code name the same attributes. */
class VocabularyTest {

  private static final Pattern ENTRY =
      Pattern.compile("- \\{name: ([a-z0-9_.]+), type: \"?([a-z\\[\\]]+)\"?, on: \\[");
  private static final Pattern SOURCE =
      Pattern.compile("- \\{name: ([a-z_]+)[a-z0-9_.]*, .*source: (gen_ai|otel|aiops), brief: \"");
  private static final Pattern KEY =
      Pattern.compile("(?:string|long|boolean|double)(?:Array)?Key\\(\\s*\"([^\"]+)\"");

  /** Read from spans of other instrumentations, never written. */
  private static final Set<String> ONLY_READ =
      Set.of("http.request.method", "rpc.system", "rpc.system.name", "url.full");

  /** Money is text on the wire, so the code's types do not tell. */
  private static final Set<AttributeKey<String>> DECIMALS =
      Set.of(
          Vocabulary.COST_USD,
          Vocabulary.BUDGET_CHARGED,
          Vocabulary.BUDGET_CAP,
          Vocabulary.BUDGET_SPENT,
          Vocabulary.BUDGET_LEASED,
          Vocabulary.BUDGET_ASKED);

  @Test
  void yaml_namesWhatTheCodeWrites() throws Exception {
    assertThat(yaml()).containsExactlyInAnyOrderEntriesOf(code());
  }

  @Test
  void yaml_saysWhereEachNameIsFrom() throws Exception {
    for (String line : Files.readAllLines(Path.of("attributes.yaml"))) {
      Matcher matcher = SOURCE.matcher(line);
      if (line.contains("- {name:")) {
        assertThat(matcher.find()).as(line).isTrue();
        assertThat(matcher.group(2)).as(line).isEqualTo(source(matcher.group(1)));
      }
    }
  }

  private static String source(String namespace) {
    return Set.of("gen_ai", "aiops").contains(namespace) ? namespace : "otel";
  }

  @Test
  void keys_areMadeNowhereElse() throws Exception {
    Set<String> elsewhere = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("Vocabulary.java"))
          .forEach(file -> collect(file, elsewhere));
    }
    elsewhere.removeAll(ONLY_READ);

    assertThat(elsewhere).isSubsetOf(yaml().keySet());
  }

  private static void collect(Path file, Set<String> keys) {
    try {
      Matcher matcher = KEY.matcher(Files.readString(file));
      while (matcher.find()) {
        keys.add(matcher.group(1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> yaml() throws IOException {
    Map<String, String> types = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("attributes.yaml"))) {
      Matcher matcher = ENTRY.matcher(line);
      if (matcher.find()) {
        assertThat(types.put(matcher.group(1), matcher.group(2))).as(line).isNull();
      }
    }
    return types;
  }

  private static Map<String, String> code() throws IllegalAccessException {
    Map<String, String> types = new TreeMap<>();
    for (Field field : Vocabulary.class.getFields()) {
      if (field.get(null) instanceof AttributeKey<?> key) {
        boolean decimal = DECIMALS.contains(key);
        types.put(key.getKey(), decimal ? "decimal" : name(key.getType()));
      }
    }
    return types;
  }

  private static String name(AttributeType type) {
    return switch (type) {
      case LONG -> "int";
      case STRING_ARRAY -> "string[]";
      case STRING, BOOLEAN, DOUBLE -> type.name().toLowerCase(java.util.Locale.ROOT);
      default -> throw new IllegalArgumentException(type.name());
    };
  }
}
