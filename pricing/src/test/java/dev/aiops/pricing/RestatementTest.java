/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.clickhouse.launch.Launcher;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Recorded calls are priced again, from the log to the terminal. */
@ExtendWith(ClickHouseExtension.class)
class RestatementTest {

  private static final String DEARER =
      """
      provider openai
        model gpt-5-mini
          price input_mtok=0.5 cache_read_mtok=0.05 output_mtok=2
      provider acme
        url https://llm\\.acme\\.example
        model acme-large
          price input_mtok=2 output_mtok=8
      """;

  private final TestDatabase database;

  RestatementTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeAll
  static void seed(TestDatabase database) {
    database
        .ingest()
        .execute(
            """
            INSERT INTO otel_traces (Timestamp, TraceId, SpanId, ServiceName, ScopeName, StatusCode, SpanAttributes)
            SELECT now64(9) - INTERVAL 1 HOUR, 't', id, service, 'dev.aiops', status,
              mapConcat(more, map('gen_ai.operation.name', 'chat', 'gen_ai.provider.name', provider, 'gen_ai.request.model', model))
            FROM VALUES('id String, service String, status String, provider String, model String, more Map(String, String)',
              ('a', 'shop', 'Unset', 'openai', 'gpt-5-mini', map('gen_ai.usage.input_tokens', '1000', 'gen_ai.usage.output_tokens', '3',
                'gen_ai.usage.cache_read.input_tokens', '400', 'aiops.cost.usd', '0.000166000', 'aiops.cost.status', 'priced', 'server.address', 'api.openai.com')),
              ('b', 'shop', 'Unset', 'openai', 'gpt-5-mini', map('gen_ai.usage.input_tokens', '1', 'gen_ai.usage.output_tokens', '1',
                'aiops.cost.usd', '0.000002250', 'aiops.cost.status', 'priced', 'server.address', 'api.openai.com')),
              ('c', 'shop', 'Unset', 'acme', 'acme-large', map('gen_ai.usage.input_tokens', '1000', 'gen_ai.usage.output_tokens', '0',
                'aiops.cost.status', 'unpriced', 'server.address', 'llm.acme.example')),
              ('d', 'shop', 'Unset', 'lost', 'forgotten', map('gen_ai.usage.input_tokens', '7', 'aiops.cost.usd', '0.100000001', 'aiops.cost.status', 'priced')),
              ('e', 'shop', 'Error', 'openai', 'gpt-5-mini', map('error.type', '500')),
              ('f', 'other', 'Unset', 'openai', 'gpt-5-mini', map('gen_ai.usage.input_tokens', '1', 'gen_ai.usage.output_tokens', '1',
                'aiops.cost.usd', '0.000002250', 'aiops.cost.status', 'priced')))""",
            Map.of("async_insert", "0"));
  }

  @Test
  void restate_byAFile_showsTheDifferenceToTheLastDigit(@TempDir Path folder) throws Exception {
    Path prices = Files.writeString(folder.resolve("prices.txt"), DEARER);
    List<String> lines =
        launched("prices", "restate", "--service", "shop", "--prices", prices.toString());
    assertThat(cells(lines.get(1)))
        .containsExactly(
            "acme", "acme-large", "1", "0.000000000", "0.002000000", "+0.002000000", "1", "0");
    assertThat(cells(lines.get(2)))
        .containsExactly(
            "lost", "forgotten", "1", "0.100000001", "0.000000000", "-0.100000001", "0", "1");
    // 600 x 500 + 400 x 50 + 3 x 2000, and 500 + 2000 nano-USD
    assertThat(cells(lines.get(3)))
        .containsExactly(
            "openai", "gpt-5-mini", "2", "0.000168250", "0.000328500", "+0.000160250", "0", "0");
    assertThat(cells(lines.get(4)))
        .containsExactly("all", "4", "0.100168251", "0.002328500", "-0.097839751", "1", "1");
    assertThat(lines.get(5)).matches("By genai-prices-0\\.1\\.8\\+[0-9a-f]{8}\\.");
    assertThat(lines.subList(6, lines.size()))
        .containsExactly(
            "1 of them had no price and have one now: 0.002000000 USD of the restated sum.",
            "1 of them had a price and have none now: 0.100000001 USD of the recorded sum.",
            "Calls without a price are in no sum: unknown is not zero.");
  }

  @Test
  void restate_byTheSamePrices_makesNoDifference() throws Exception {
    List<String> lines = launched("prices", "restate", "--service", "other", "--since", "2h");
    assertThat(cells(lines.get(2)))
        .containsExactly("all", "1", "0.000002250", "0.000002250", "0.000000000", "0", "0");
    assertThat(lines.get(3)).isEqualTo("By genai-prices-0.1.8.");
    assertThat(lines).hasSize(4);
  }

  @Test
  void restate_byAFileThatIsWrong_saysWhere(@TempDir Path folder) throws Exception {
    Path prices = Files.writeString(folder.resolve("prices.txt"), "provider openai\n  modell x\n");
    assertThat(String.join("\n", launched("prices", "restate", "--prices", prices.toString())))
        .startsWith("aiops: ")
        .contains("prices.txt", "modell");
  }

  @Test
  void line_withoutAllFields_isRefused() {
    assertThatThrownBy(
            () ->
                new Restatement(PriceCatalogue.bundled())
                    .read(new BufferedReader(new StringReader("1\topenai\n"))))
        .hasMessageContaining("a call has 15 fields, got 2");
  }

  private static List<String> cells(String line) {
    return List.of(line.strip().split(" {2,}"));
  }

  /** What {@code ./aiops} says, on either stream. */
  private List<String> launched(String... command) throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName()));
    line.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "AIOPS_HOME", Path.of("..").toAbsolutePath().normalize().toString(),
                "AIOPS_CLICKHOUSE_URL", database.url().toString(),
                "AIOPS_CLICKHOUSE_DATABASE", database.database(),
                "AIOPS_CLICKHOUSE_USER", Users.READ,
                "AIOPS_CLICKHOUSE_PASSWORD", database.read().password()));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said.lines().filter(l -> !l.startsWith("SLF4J")).toList();
  }
}
