/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.agent.openai.Answers;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import io.opentelemetry.javaagent.aiops.export.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.example.calls.CallsApp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However an app ends while no ClickHouse listens, it ends as without us and soon, and what it had
 * recorded is sent once by a later process.
 */
@ExtendWith(ClickHouseExtension.class)
class EndingIT {

  private static final Duration SOON = Duration.ofMinutes(2);
  private static final List<String> ENDINGS = List.of("return", "exit", "throw", "wait", "halt");
  private static final Map<String, AppJvm.Outcome> PLAIN = new ConcurrentHashMap<>();
  private static final Map<String, AppJvm.Outcome> OURS = new ConcurrentHashMap<>();

  @BeforeAll
  static void runApps(@TempDir Path folder, TestDatabase database) throws Exception {
    try (WireProvider provider = WireProvider.start()) {
      String url = "http://127.0.0.1:" + provider.port() + "/m/v1";
      provider.script("m", Reply.json(200, Answers.chat("Hello")));
      runTwoAtOnce(folder, url);
      AppJvm.Running next =
          ours(folder).to(database.ingest()).start(CallsApp.class, url, "none", "0", "wait");
      for (String ending : ENDINGS) {
        Await.until(ending, SOON, () -> !rows(database, ending).equals("0\t0"));
      }
      next.terminate();
      next.end();
    }
  }

  private static void runTwoAtOnce(Path folder, String url) throws Exception {
    ExecutorService two = Executors.newFixedThreadPool(2);
    List<Callable<AppJvm.Outcome>> apps = new ArrayList<>();
    for (String ending : ENDINGS) {
      apps.add(() -> PLAIN.put(ending, end(AppJvm.plain(folder), url, ending)));
      apps.add(() -> OURS.put(ending, end(ours(folder), url, ending)));
    }
    try {
      for (Future<AppJvm.Outcome> app : two.invokeAll(apps)) {
        app.get();
      }
    } finally {
      two.shutdownNow();
    }
  }

  private static AppJvm ours(Path folder) {
    return AppJvm.withAgent(folder)
        .set("aiops.runs.methods", CallsApp.class.getName() + "[session]");
  }

  private static AppJvm.Outcome end(AppJvm jvm, String url, String ending) throws Exception {
    AppJvm.Running app = jvm.start(CallsApp.class, url, ending, "3", ending).awaitDone();
    if (ending.equals("wait")) {
      app.terminate();
    }
    return app.end();
  }

  @ParameterizedTest
  @ValueSource(strings = {"return", "exit", "throw", "wait", "halt"})
  void ending_isThatOfTheApp_soon_andNothingIsLost(String ending, TestDatabase database) {
    AppJvm.Outcome plain = PLAIN.get(ending);
    AppJvm.Outcome ours = OURS.get(ending);

    assertThat(ours.exitCode()).isEqualTo(plain.exitCode());
    assertThat(ours.printed()).isEqualTo(plain.printed());
    assertThat(ours.ending()).isLessThan(plain.ending().plusSeconds(4));
    assertThat(rows(database, ending)).isEqualTo("3\t3");
  }

  @Test
  void exitCodes_areTheAppsOwn() {
    assertThat(ENDINGS.stream().map(ending -> OURS.get(ending).exitCode()))
        .containsExactly(0, 3, 1, 128 + 15, 4);
    assertThat(OURS.get("throw").logged())
        .anyMatch(line -> line.contains("IllegalStateException: on demand"));
  }

  @Test
  void run_thatReturnsOrThrows_ends(TestDatabase database) {
    assertThat(events(database, "return")).isEqualTo("1\t1\t");
    assertThat(events(database, "throw")).isEqualTo("1\t1\tjava.lang.IllegalStateException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit", "wait", "halt"})
  void run_thatItsJvmEndsIn_hasNoEnd_soThatItShowsAsLost(String ending, TestDatabase database) {
    assertThat(events(database, ending)).isEqualTo("1\t0\t");
  }

  private static String rows(TestDatabase database, String model) {
    return database.ask("SELECT count(), uniqExact(SpanId) FROM otel_traces WHERE " + asked(model));
  }

  private static String events(TestDatabase database, String model) {
    return database.ask(
        "SELECT countIf(Kind = 'started'), countIf(Kind = 'ended'), max(ErrorType) FROM run_events"
            + " WHERE RunId IN (SELECT SpanAttributes['aiops.run.id'] FROM otel_traces WHERE "
            + asked(model)
            + ")");
  }

  private static String asked(String model) {
    return "SpanAttributes['gen_ai.request.model'] = '" + model + "'";
  }
}
