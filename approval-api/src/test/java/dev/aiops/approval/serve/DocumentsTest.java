/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
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
    try (TestService service = new TestService(database.control(), directory, TestService.NOON)) {
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
        schema.path("properties").fieldNames().forEachRemaining(described::add);
        assertThat(described).isEqualTo(required);
      }
    }
  }
}
