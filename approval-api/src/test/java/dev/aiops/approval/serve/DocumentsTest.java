/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.approval.notify.NotifySettings;
import dev.aiops.approval.notify.Pace;
import dev.aiops.approval.web.WebSettings;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the documents say is what there is. */
@ExtendWith(ClickHouseExtension.class)
class DocumentsTest {

  private static final Pattern METRIC = Pattern.compile("aiops_[a-z_]+");

  @TempDir Path directory;

  @Test
  void readme_listsEveryMetric(TestDatabase database) throws Exception {
    try (TestService service = telling(database)) {
      service.post(service.support, "/v1/leases", TestService.grant("ask-1", "process-1", "1000"));
      service.post(
          service.support,
          "/v1/leases/report",
          TestService.report("process-1", "support-live:2026-11-26:1", 1, 0, 0)
              .replace("\"granted_nanos\": \"0\"", "\"granted_nanos\": \"99000000000\""));
      service.get("none", "/v1/nothing");
      String metrics = service.plain(service.request("/metrics", "none")).body();
      Set<String> sent =
          metrics
              .lines()
              .filter(line -> line.startsWith("# TYPE "))
              .map(line -> line.split(" ", -1)[2])
              .filter(name -> !name.endsWith("_max"))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(documented()).isEqualTo(sent);
    }
  }

  /** To a port where nobody listens: its figures are there all the same. */
  private TestService telling(TestDatabase database) throws Exception {
    NotifySettings notices =
        new NotifySettings(
            Optional.empty(),
            Optional.of(URI.create("http://127.0.0.1:9/")),
            URI.create("http://localhost"),
            NotifySettings.REMINDER_AFTER,
            Pace.DEFAULTS);
    return new TestService(
        database.control(),
        directory,
        TestService.NOON,
        Files.readString(Path.of("src/test/resources/policy.yaml")),
        WebSettings.NONE,
        notices);
  }

  private static Set<String> documented() throws Exception {
    return Files.readAllLines(Path.of("README.md")).stream()
        .filter(line -> line.startsWith("| `aiops_"))
        .flatMap(line -> METRIC.matcher(line.split("\\|", -1)[1]).results())
        .map(match -> match.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void readme_listsEveryVariable() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    Pattern.compile("AIOPS_[A-Z_]+")
        .matcher(Settings.HELP)
        .results()
        .forEach(match -> assertThat(readme).contains("`" + match.group() + "`"));
  }

  @Test
  void contract_describesEveryPropertyOnce() throws Exception {
    JsonNode schemas = new Contract().document().path("components").path("schemas");
    for (JsonNode schema : schemas) {
      if (schema.has("required")) {
        Set<String> required = new TreeSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        Set<String> described = new TreeSet<>();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
          if (!property.getValue().has("x-optional")) {
            described.add(property.getKey());
          }
        }
        assertThat(described).isEqualTo(required);
      }
    }
  }
}
