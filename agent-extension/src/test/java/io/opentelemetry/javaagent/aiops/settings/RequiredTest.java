/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequiredTest {

  private static final Path HOOKS = Path.of("src/main/java/dev/aiops/agent");
  private static final Pattern HOOK = Pattern.compile(" (?:HOOK|NAME) = \"([a-z0-9-]+)\"");
  private static final Pattern MODULE = Pattern.compile("super\\((\"[^)]*\")\\)");

  @Test
  void modules_areThoseOfTheHooks() throws IOException {
    assertThat(Required.MODULES.keySet()).isEqualTo(inSources(HOOK).collect(Collectors.toSet()));
  }

  @Test
  void modules_haveTheNamesTheySayOfThemselves() throws IOException {
    Set<List<String>> said =
        inSources(MODULE)
            .map(names -> List.of(names.replace("\"", "").split(", ", -1)))
            .filter(names -> !names.contains("aiops-methods"))
            .filter(names -> !names.contains("aiops-approvals"))
            .filter(names -> !names.contains("aiops-required"))
            .collect(Collectors.toSet());
    assertThat(Set.copyOf(Required.MODULES.values())).isEqualTo(said);
  }

  @Test
  void problems_ofHooksThatAreOn_areNone() {
    assertThat(problems(Map.of("aiops.require", "openai-java, langchain4j-tools"))).isEmpty();
    assertThat(problems(Map.of())).isEmpty();
  }

  @Test
  void problems_nameTheHookTheSwitchAndTheRemedy() {
    Map<String, String> settings =
        Map.of(
            "aiops.require", "openai-java,langchain4j-tools",
            "otel.instrumentation.langchain4j.enabled", "false");
    assertThat(problems(settings))
        .containsExactly(
            "the hook langchain4j-tools is required (aiops.require) and is off: set"
                + " otel.instrumentation.langchain4j.enabled=true; or do not require it");
  }

  private static List<String> problems(Map<String, String> settings) {
    return new Required(DefaultConfigProperties.createFromMap(settings)).problems();
  }

  private static Stream<String> inSources(Pattern pattern) throws IOException {
    try (Stream<Path> files = Files.walk(HOOKS)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(RequiredTest::text)
          .flatMap(text -> pattern.matcher(text).results())
          .map((MatchResult found) -> found.group(1))
          .toList()
          .stream();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
