/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.agent.openai.Answers;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.clickhouse.migrate.Migrator;
import io.opentelemetry.javaagent.aiops.export.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.example.calls.CallsApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What is around the agent is broken: the app prints what it prints without us, our log says once
 * what is wrong and what to do, and what waited arrives once when it is put right.
 */
@ExtendWith(ClickHouseExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class BadSurroundingsIT {

  private static final Duration SOON = Duration.ofMinutes(2);
  private static final int CALLS = 100;
  private static final WireProvider PROVIDER = WireProvider.start();

  private static AppJvm.Outcome plain;

  @TempDir Path folder;

  @BeforeAll
  static void runWithoutAgent(@TempDir Path folder) throws Exception {
    plain = run(AppJvm.plain(folder), "plain");
  }

  @AfterAll
  static void stop() {
    PROVIDER.close();
  }

  @Test
  void noServer_costsTheAppNothing_andTheNextProcessSendsAll(TestDatabase database)
      throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    AppJvm.Outcome with = run(AppJvm.withAgent(other).to(database.ingest()), "with-server");
    AppJvm.Outcome without = run(AppJvm.withAgent(folder), "no-server");

    isUntroubled(without);
    assertThat(without.warnings())
        .singleElement()
        .asString()
        .contains("cannot reach ClickHouse at http://127.0.0.1:9", "check aiops.clickhouse.url");
    assertThat(with.warnings()).isEmpty();
    assertThat(without.lived()).isLessThan(with.lived().multipliedBy(3).plusSeconds(2));
    arriveOnce(database.ingest(), database.admin(), "no-server");
    assertThat(rows(database.admin(), "with-server")).isEqualTo(CALLS + "\t" + CALLS);
  }

  @Test
  void wrongPassword_saidOnce_andTheRightOneSendsAll(TestDatabase database) throws Exception {
    ClickHouse right = database.ingest();
    ClickHouse wrong = new ClickHouse(right.url(), right.database(), right.user(), "wrong");

    AppJvm.Outcome outcome = run(AppJvm.withAgent(folder).to(wrong), "wrong-password");

    isUntroubled(outcome);
    assertThat(outcome.warnings())
        .singleElement()
        .asString()
        .contains("does not know user aiops_ingest", "set aiops.clickhouse.user", "password");
    arriveOnce(right, database.admin(), "wrong-password");
  }

  @Test
  @Tag("long")
  void noDatabaseThenNoTables_saidOnceEach_andTheMigratedOneGetsAll(TestDatabase database)
      throws Exception {
    ClickHouse ingest = database.ingest().withDatabase("aiops_test_199");
    ClickHouse admin = database.admin().withDatabase("aiops_test_199");

    AppJvm.Outcome noDatabase = run(AppJvm.withAgent(folder).to(ingest), "no-database");
    database.admin().execute("CREATE DATABASE aiops_test_199");
    AppJvm.Outcome noTables = run(AppJvm.withAgent(folder).to(ingest), "no-tables");
    Migrator.unclustered(admin).migrate();

    isUntroubled(noDatabase);
    assertThat(noDatabase.warnings())
        .singleElement()
        .asString()
        .contains("has no database aiops_test_199", "aiops.clickhouse.database", "migrations");
    isUntroubled(noTables);
    assertThat(noTables.warnings())
        .singleElement()
        .asString()
        .contains("tables are missing", "run the migrations");
    arriveOnce(ingest, admin, "no-database");
    assertThat(rows(admin, "no-tables")).isEqualTo(CALLS + "\t" + CALLS);
  }

  /** A folder below a file: nobody can make it, not even root. */
  @Test
  void spoolThatCannotBe_saidOnce_andRowsGoByMemory(TestDatabase database) throws Exception {
    Path spool = Files.writeString(folder.resolve("file"), "in the way").resolve("spool");

    AppJvm.Outcome outcome =
        run(
            AppJvm.withAgent(folder).set("aiops.spool.dir", spool.toString()).to(database.ingest()),
            "no-spool");

    isUntroubled(outcome);
    assertThat(outcome.warnings())
        .singleElement()
        .asString()
        .contains("the spool folder " + spool + " takes no data", "set aiops.spool.dir");
    assertThat(rows(database.admin(), "no-spool")).isEqualTo(CALLS + "\t" + CALLS);
  }

  private static AppJvm.Outcome run(AppJvm jvm, String model) throws Exception {
    return jvm.set("aiops.model.hosts", "127.0.0.1:" + PROVIDER.port() + "=openai")
        .run(CallsApp.class, url(model), model, Integer.toString(CALLS), "return");
  }

  private static String url(String model) {
    PROVIDER.script(model, Reply.json(200, Answers.chat("Hello")));
    return "http://127.0.0.1:" + PROVIDER.port() + "/" + model + "/v1";
  }

  private static void isUntroubled(AppJvm.Outcome outcome) {
    assertThat(outcome.exitCode()).isEqualTo(plain.exitCode());
    assertThat(outcome.printed()).isEqualTo(plain.printed());
  }

  /** Lets another process adopt the spool, which then is empty. */
  private void arriveOnce(ClickHouse to, ClickHouse admin, String model) throws Exception {
    AppJvm.Running next =
        AppJvm.withAgent(folder).to(to).start(CallsApp.class, url("none"), "none", "0", "wait");
    Await.until("an empty spool", SOON, () -> waiting() == 0 && !rows(admin, model).equals("0\t0"));
    next.terminate();
    assertThat(next.end().warnings()).isEmpty();
    assertThat(rows(admin, model)).isEqualTo(CALLS + "\t" + CALLS);
  }

  private static String rows(ClickHouse admin, String model) {
    return admin.ask(
        "SELECT count(), uniqExact(SpanId) FROM otel_traces"
            + " WHERE SpanAttributes['gen_ai.request.model'] = '"
            + model
            + "'");
  }

  private long waiting() {
    try (Stream<Path> files = Files.walk(folder.resolve("spool"))) {
      return files.filter(file -> file.toString().endsWith(".spool")).count();
    } catch (IOException | UncheckedIOException e) {
      // a folder went while it was listed
      return 1;
    }
  }
}
