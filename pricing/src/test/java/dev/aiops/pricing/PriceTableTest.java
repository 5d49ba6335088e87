/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The prices of SQL against those of Java, to the last digit. */
@ExtendWith(ClickHouseExtension.class)
class PriceTableTest {

  private static final Path MIGRATIONS =
      Path.of("..", "clickhouse", "src", "main", "resources", "migrations", "both");

  private static final Map<UsageUnit, String> ATTRIBUTES =
      Map.of(
          UsageUnit.INPUT_TOKENS, "gen_ai.usage.input_tokens",
          UsageUnit.OUTPUT_TOKENS, "gen_ai.usage.output_tokens",
          UsageUnit.CACHE_READ_TOKENS, "gen_ai.usage.cache_read.input_tokens",
          UsageUnit.CACHE_WRITE_TOKENS, "gen_ai.usage.cache_write.input_tokens",
          UsageUnit.CACHE_WRITE_1H_TOKENS, "aiops.usage.cache_write_1h.input_tokens",
          UsageUnit.OUTPUT_REASONING_TOKENS, "gen_ai.usage.reasoning.output_tokens",
          UsageUnit.INPUT_AUDIO_TOKENS, "gen_ai.usage.audio.input_tokens",
          UsageUnit.OUTPUT_AUDIO_TOKENS, "gen_ai.usage.audio.output_tokens",
          UsageUnit.INPUT_IMAGE_TOKENS, "gen_ai.usage.image.input_tokens");

  private final PriceCatalogue catalogue = PriceCatalogue.bundled();
  private final SplittableRandom random = new SplittableRandom(41);
  private final UsageCases usages = new UsageCases(random);
  private final TestDatabase database;

  PriceTableTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void migrations_areWhatTheCatalogueGives() throws Exception {
    String remedy = "write it again: see \"How to refresh\" in pricing/README.md";
    assertThat(Files.readString(MIGRATIONS.resolve("0022_prices_rows.sql")))
        .as(remedy)
        .isEqualTo(PriceTable.prices(catalogue));
    List<String> providers = new ArrayList<>(rows("0023_price_providers_rows.sql"));
    providers.addAll(rows("0095_bedrock_hosts_rows.sql"));
    assertThat(providers)
        .as(remedy)
        .containsExactlyInAnyOrderElementsOf(rowsOf(PriceTable.providers(catalogue)));
  }

  private static List<String> rows(String migration) throws IOException {
    return rowsOf(Files.readString(MIGRATIONS.resolve(migration)));
  }

  /** Without their priorities: hosts that were added later fit no other pattern. */
  private static List<String> rowsOf(String insert) {
    return insert
        .lines()
        .filter(line -> line.startsWith("("))
        .map(line -> line.substring(0, line.lastIndexOf(',', line.lastIndexOf(')'))))
        .toList();
  }

  @Test
  void hosts_areTheCataloguesProviders() {
    ProviderRows.hosts(catalogue.book())
        .forEach(
            (pattern, provider) -> {
              String host = pattern.replace("%", "some");
              assertThat(catalogue.book().at(Endpoint.parse(host)).map(Provider::id))
                  .as(host)
                  .contains(provider);
            });
  }

  @Test
  void cost_ofEveryExactName_isJavasToTheLastDigit() {
    database.execute("SYSTEM STOP TTL MERGES");
    List<ModelUse> uses = exactNames();
    uses.addAll(atHostsOfBedrock());
    int known = uses.size();
    uses.addAll(unknown());
    insert(uses);

    Map<String, List<String>> rows = new HashMap<>();
    database
        .ask(
            "SELECT SpanId, CostStatus, toString(CostUsd) FROM llm_calls WHERE SentWithoutCost = 1")
        .lines()
        .forEach(line -> rows.put(line.substring(0, 16), List.of(line.split("\t", -1))));
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < uses.size(); i++) {
      Cost cost = catalogue.cost(uses.get(i));
      List<String> row = rows.getOrDefault(spanId(i), List.of("", "no row", ""));
      assertThat(row.get(1)).as("%s -> %s", uses.get(i), cost).isEqualTo(cost.status());
      assertThat(usd(row.get(2))).as("%s -> %s", uses.get(i), cost).isEqualTo(usd(cost));
      counts.merge(i < known ? cost.status() : "unknown " + cost.status(), 1, Integer::sum);
    }
    System.out.println("costs compared between Java and SQL: " + counts);
    assertThat(counts.get("priced")).isGreaterThan(5_000);
    assertThat(counts.get("estimated")).isGreaterThan(100);
    assertThat(counts.get("unknown unpriced")).isEqualTo(uses.size() - known);
    assertThat(database.ask("SELECT countIf(CostUsd IS NULL) FROM llm_calls"))
        .isEqualTo(Integer.toString(counts.getOrDefault("unpriced", 0) + uses.size() - known));
  }

  private List<ModelUse> exactNames() {
    List<ModelUse> uses = new ArrayList<>();
    List<UsageUnit> units = PriceRows.SQL_UNITS;
    for (Provider provider : catalogue.book().providers()) {
      for (String name : PriceRows.names(catalogue.book(), provider).keySet()) {
        for (int i = 0; i < 3; i++) {
          Usage usage = i < 2 ? known(units) : wild(units);
          uses.add(new ModelUse(provider.id(), null, name, anInstant(), usage));
        }
      }
    }
    return uses;
  }

  /** Whatever the library says who it asks: the host tells. */
  private List<ModelUse> atHostsOfBedrock() {
    Usage usage = Usage.builder().inputTokens(10).outputTokens(5).build();
    return Stream.of("bedrock-runtime", "bedrock-runtime-fips", "bedrock-mantle")
        .map(service -> service + ".us-east-1.api.aws")
        .map(host -> new ModelUse("openai", host, "openai.gpt-oss-20b-1:0", anInstant(), usage))
        .toList();
  }

  private List<ModelUse> unknown() {
    Usage usage = Usage.builder().inputTokens(10).outputTokens(5).build();
    Instant at = Instant.parse("2026-11-20T12:00:00Z");
    return List.of(
        new ModelUse("openai", null, "no-such-model", at, usage),
        new ModelUse("no-such-provider", null, "gpt-4o", at, usage),
        new ModelUse("openai", "10.1.2.3", "gpt-4o", at, usage),
        new ModelUse("openai", null, "gpt-4o", at, Usage.builder().build()),
        new ModelUse("openai", "api.groq.com", "gpt-4o", at, usage));
  }

  /** Consistent usage, as far as a row of model_calls has columns for it. */
  private Usage known(List<UsageUnit> units) {
    Map<UsageUnit, Long> amounts = usages.consistent(units);
    amounts.keySet().retainAll(units);
    return UsageCases.usage(amounts);
  }

  private Usage wild(List<UsageUnit> units) {
    Usage.Builder usage = Usage.builder();
    for (UsageUnit unit : units) {
      if (random.nextInt(3) == 0) {
        usage.amount(unit, random.nextLong(300_000));
      }
    }
    return usage.build();
  }

  private Instant anInstant() {
    List<String> days =
        List.of("2025-06-09", "2025-06-10", "2026-07-30", "2026-08-17", "2027-01-01");
    Instant day = Instant.parse(days.get(random.nextInt(days.size())) + "T00:00:00Z");
    List<Duration> times = List.of(Duration.ZERO, Duration.ofMinutes(30), Duration.ofHours(4));
    Duration edge = times.get(random.nextInt(times.size())).plusMillis(random.nextInt(-1, 2));
    Duration time = random.nextBoolean() ? edge : Duration.ofMillis(random.nextLong(86_400_000));
    return time.isNegative() ? day : day.plus(time);
  }

  private void insert(List<ModelUse> uses) {
    StringBuilder sql =
        new StringBuilder(
            "INSERT INTO otel_traces (Timestamp, TraceId, SpanId, SpanName, SpanKind, ServiceName,"
                + " SpanAttributes, Duration) VALUES ");
    for (int i = 0; i < uses.size(); i++) {
      ModelUse use = uses.get(i);
      sql.append("(fromUnixTimestamp64Milli(")
          .append(use.at().toEpochMilli())
          .append("), '")
          .append("0".repeat(16))
          .append(spanId(i))
          .append("', '")
          .append(spanId(i))
          .append("', 'chat', 'Client', 'python', ")
          .append(attributes(use))
          .append(", 1),");
    }
    database.admin().execute(sql.substring(0, sql.length() - 1));
  }

  private static String attributes(ModelUse use) {
    StringBuilder map = new StringBuilder("map('gen_ai.operation.name', 'chat'");
    append(map, "gen_ai.provider.name", use.provider());
    append(map, "server.address", use.endpoint());
    append(map, "gen_ai.response.model", use.model());
    ATTRIBUTES.forEach(
        (unit, name) ->
            append(map, name, use.usage().reports(unit) ? "" + use.usage().amount(unit) : null));
    return map.append(")").toString();
  }

  private static void append(StringBuilder map, String name, @Nullable String value) {
    if (value != null) {
      map.append(", ").append(SqlText.text(name)).append(", ").append(SqlText.text(value));
    }
  }

  private static String spanId(int number) {
    return String.format("%016x", number);
  }

  private static @Nullable BigDecimal usd(String text) {
    return text.equals("\\N") ? null : new BigDecimal(text).setScale(9);
  }

  private static @Nullable BigDecimal usd(Cost cost) {
    return cost instanceof Cost.Known known ? known.usd() : null;
  }
}
