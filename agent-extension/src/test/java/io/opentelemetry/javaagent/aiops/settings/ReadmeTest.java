/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of settings in this module's README is what the code does. */
class ReadmeTest {

  private static final Pattern ROW =
      Pattern.compile("\\| `(aiops\\.[a-z.-]+)` \\| ([^|]+) \\| ([^|]+) \\|");
  private static final Pattern NAME = Pattern.compile("\"(aiops\\.[a-z.-]+)\"");
  private static final Pattern SWITCH =
      Pattern.compile("\\| `otel\\.instrumentation\\.([a-z0-9-]+)\\.enabled` \\|$");

  /** What only looks at libraries, and is there for {@code aiops.require}. */
  private static final String LOOKING = "aiops-required";

  private static final Path SOURCES =
      Path.of("src/main/java/io/opentelemetry/javaagent/aiops/settings");

  @Test
  void table_namesWhatTheCodeReads() throws IOException {
    assertThat(table().keySet()).isEqualTo(code());
  }

  @Test
  void table_givesTheDefaultsOfTheCode() throws IOException {
    Map<String, String> table = table();
    Settings settings =
        Settings.read(DefaultConfigProperties.createFromMap(Map.of()), Path.of("spool"));

    assertThat(table.get("aiops.enabled")).isEqualTo("`true`");
    assertThat(table.get("aiops.clickhouse.url")).isEqualTo(code(settings.export().url()));
    assertThat(table.get("aiops.clickhouse.database"))
        .isEqualTo(code(settings.export().database()));
    assertThat(table.get("aiops.clickhouse.user")).isEqualTo(code(settings.export().user()));
    assertThat(table.get("aiops.export"))
        .isEqualTo(code(settings.scope().name().toLowerCase(Locale.ROOT)));
    assertThat(table.get("aiops.spool.max.bytes"))
        .startsWith(code(settings.export().spoolMaxBytes()));
    assertThat(table.get("aiops.openai.inject-usage")).isEqualTo(code(settings.injectUsage()));
    assertThat(table.get("aiops.capture.run-content")).isEqualTo(code(settings.content().runs()));
    assertThat(table.get("aiops.capture.messages")).isEqualTo(code(settings.content().messages()));
    assertThat(table.get("aiops.capture.tool-arguments"))
        .isEqualTo(code(settings.content().toolArguments()));
    assertThat(table.get("aiops.approvals.max-waiting"))
        .isEqualTo(code(settings.approvals().maxWaiting()));
    assertThat(table.get("aiops.requester"))
        .isEqualTo(code(settings.approvals().requester().attribute()));
    assertThat(table.get("aiops.approvals.enabled")).isEqualTo("`true`");
    assertThat(table.get("aiops.capture.max.chars")).isEqualTo(code(settings.content().maxChars()));
  }

  @Test
  void hooks_eachModuleHasItsSwitchInTheTable() throws IOException {
    Set<String> switches = new TreeSet<>(Set.of(LOOKING));
    for (String line : Files.readAllLines(Path.of("README.md"))) {
      Matcher end = SWITCH.matcher(line);
      if (end.find()) {
        switches.add(end.group(1));
      }
    }
    assertThat(ServiceLoader.load(InstrumentationModule.class).stream())
        .extracting(module -> module.get().instrumentationName())
        .containsExactlyInAnyOrderElementsOf(switches);
  }

  private static String code(Object value) {
    return "`" + value + "`";
  }

  /** Defaults by setting. */
  private static Map<String, String> table() throws IOException {
    Map<String, String> table = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("README.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        assertThat(table.put(row.group(1), row.group(2))).as(line).isNull();
      }
    }
    return table;
  }

  private static Set<String> code() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String file :
        new String[] {
          "Settings.java",
          "ControlSettings.java",
          "ApprovalSettings.java",
          "Parts.java",
          "Required.java"
        }) {
      Matcher name = NAME.matcher(Files.readString(SOURCES.resolve(file)));
      while (name.find()) {
        names.add(name.group(1));
      }
    }
    return names;
  }
}
