/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.approval.access.Scope;
import dev.aiops.approval.access.TokenFile;
import dev.aiops.approval.budget.Glob;
import dev.aiops.approval.log.ClickHouseControlLog;
import dev.aiops.approval.log.Committed;
import dev.aiops.approval.log.ControlLog;
import dev.aiops.approval.log.Entry;
import dev.aiops.approval.log.Verdict;
import dev.aiops.approval.log.Verifier;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** approval-api is killed, and killed again, under clients that spend near the cap. */
@ExtendWith(ClickHouseExtension.class)
class ServiceKillsTest {

  private static final long SEED = 20261127;
  private static final int CLIENTS = 8;
  private static final int ANSWERS_BETWEEN = 40;
  private static final long CAP = 200_000_000;

  @TempDir Path directory;

  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicBoolean goesOn = new AtomicBoolean(true);
  private final Random random = new Random(SEED);

  @Tag("long")
  @Test
  void twoKills_loseNoGrantAndGiveNoneTwice(TestDatabase database) throws Exception {
    survives(database, 1, 2);
  }

  @Test
  void twoKills_ofTwoOnOneLog_neverGrantTheSameMoneyTwice(TestDatabase database) throws Exception {
    survives(database, 2, 2);
  }

  @Tag("long")
  @Test
  void twentyKills_loseNoGrantAndGiveNoneTwice(TestDatabase database) throws Exception {
    survives(database, 1, 20);
  }

  @Tag("long")
  @Test
  void twentyKills_ofTwoOnOneLog_neverGrantTheSameMoneyTwice(TestDatabase database)
      throws Exception {
    survives(database, 2, 20);
  }

  private void survives(TestDatabase database, int instances, int kills) throws Exception {
    long began = System.nanoTime();
    // one log for all tests: each has a budget of its own
    String budget = "spent-by-" + instances + "-with-" + kills;
    List<String> tokens = files(budget);
    List<ServiceProcess> services = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      for (int i = 0; i < instances; i++) {
        services.add(new ServiceProcess(database.control(), policy(), tokensFile()));
      }
      List<Future<Spender>> spenders = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Spender spender = new Spender(services, tokens.get(i), budget, i, answered, goesOn::get);
        spenders.add(threads.submit(spender));
      }
      kill(services, kills);
      goesOn.set(false);
      List<Committed> rows = check(database, spenders);
      System.out.printf(
          "%d kills of %d: %d answers, %d rows, %d s%n",
          kills,
          instances,
          answered.get(),
          rows.size(),
          TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
    } finally {
      goesOn.set(false);
      services.forEach(ServiceProcess::close);
      threads.shutdownNow();
    }
  }

  private void kill(List<ServiceProcess> services, int kills) throws Exception {
    for (int kill = 0; kill < kills; kill++) {
      awaitMore();
      // not a wait for anything: the moment of the kill is what is at random
      TimeUnit.MICROSECONDS.sleep(random.nextInt(100_000));
      services.get(random.nextInt(services.size())).killAndStart();
    }
    awaitMore();
  }

  private void awaitMore() throws InterruptedException {
    int enough = answered.get() + ANSWERS_BETWEEN;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (answered.get() < enough) {
      assertThat(System.nanoTime()).as("%d answers", answered.get()).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static List<Committed> check(TestDatabase database, List<Future<Spender>> spenders)
      throws Exception {
    Map<String, String> acknowledged = new HashMap<>();
    long spent = 0;
    for (Future<Spender> spender : spenders) {
      Spender done = spender.get(120, TimeUnit.SECONDS);
      acknowledged.putAll(done.granted());
      spent += done.spent();
    }
    ControlLog log = new ClickHouseControlLog(database.control());
    assertThat(new Verifier(log).verify(seq -> {})).isInstanceOf(Verdict.Whole.class);
    List<Committed> rows = log.read(0, 1_000_000).rows();
    rows.forEach(ServiceKillsTest::checkCap);
    assertThat(grants(rows)).as("each acknowledged grant").containsAllEntriesOf(acknowledged);
    Entry.Amounts last = amounts(rows.get(rows.size() - 1));
    assertThat(last.spent()).as("what the clients spent").isEqualTo(spent);
    assertThat(last.leased()).as("all is closed").isZero();
    return rows;
  }

  private static void checkCap(Committed row) {
    Entry.Amounts amounts = row.entry().amounts();
    if (amounts != null) {
      assertThat(amounts.spent() + amounts.leased())
          .as("row %d", row.seq())
          .isLessThanOrEqualTo(CAP);
    }
  }

  /** What the log granted to each request; a request that stands there twice fails. */
  private static Map<String, String> grants(List<Committed> rows) throws Exception {
    Map<String, String> grants = new HashMap<>();
    for (Committed row : rows) {
      if (row.entry().kind().equals("lease_granted")) {
        JsonNode body = Contract.JSON.readTree(row.entry().body());
        String grant = body.path("lease").asText() + " " + body.path("amount").asText();
        assertThat(grants.put(body.path("request").asText(), grant)).as("granted before").isNull();
      }
    }
    return grants;
  }

  private static Entry.Amounts amounts(Committed row) {
    return Objects.requireNonNull(row.entry().amounts(), "the last row closes a lease");
  }

  private List<String> files(String budget) throws Exception {
    Files.writeString(
        policy(),
        "budgets:\n  - name: %s\n    daily_cap: 0.20\n    zone: %s\n"
            .formatted(budget, zoneOfNoon()));
    List<String> tokens = new ArrayList<>();
    Glob any = new Glob("*");
    for (int i = 0; i < CLIENTS; i++) {
      tokens.add(TokenFile.add(tokensFile(), "spender-" + i, new Scope(any, any, any)));
    }
    return tokens;
  }

  /** So that no day ends under the test. */
  private static String zoneOfNoon() {
    int west = Instant.now().atZone(ZoneOffset.UTC).getHour() - 12;
    return "Etc/GMT" + (west < 0 ? "" : "+") + west;
  }

  private Path policy() {
    return directory.resolve("policy.yaml");
  }

  private Path tokensFile() {
    return directory.resolve("tokens.jsonl");
  }
}
