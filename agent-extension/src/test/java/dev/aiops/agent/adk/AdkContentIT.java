/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppSpan;
import dev.aiops.agent.genai.GeminiAnswers;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.example.adk.AdkApp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What was said in a run of google-adk, where the operator wants it kept: in the table for it, by
 * our settings and without secrets. The library's own spans, which by default hold all of it, hold
 * nothing.
 */
@ExtendWith(ClickHouseExtension.class)
class AdkContentIT {

  private static final String SECRET = "sk-proj-0123456789abcdefghij";

  @TempDir private Path folder;

  @Test
  void newest_keepsWhatWasSaid_withoutSecrets(TestDatabase database) throws Exception {
    keeps(AdkJars.NEWEST, database);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"1.0.0", "1.4.0"})
  void older_theSame(String version, TestDatabase database) throws Exception {
    keeps(version, database);
  }

  private void keeps(String version, TestDatabase database) throws Exception {
    AgentJvm.Outcome outcome = run(version, database.ingest());
    assertThat(outcome.result("tool")).isEqualTo("The key is " + SECRET);
    assertThat(
            database.ask(
                """
                SELECT Part, count(), countIf(Redacted = 1), countIf(Content LIKE '%%[redacted]%%'),
                  countIf(Content LIKE '%%%s%%')
                FROM message_content WHERE ServiceName = '%s' GROUP BY Part ORDER BY Part"""
                    .formatted(SECRET, service(version))))
        .isEqualTo(
            """
            input.messages\t2\t1\t1\t0
            output.messages\t2\t2\t2\t0
            system_instructions\t2\t0\t0\t0
            tool.arguments\t1\t1\t1\t0
            tool.result\t1\t1\t1\t0""");
    assertThat(
            database.ask(
                """
                SELECT maxIf(Input, Kind = 'started'), maxIf(Output, Kind = 'ended')
                FROM run_events WHERE ServiceName = '%s'"""
                    .formatted(service(version))))
        .isEqualTo(AdkApp.QUESTION + "\tThe key is [redacted]");
    assertThat(outcome.spans()).isNotEmpty().allSatisfy(AdkContentIT::holdsNothing);
  }

  /** Each version's own: they share a database. */
  private static String service(String version) {
    return "adk-" + version;
  }

  private static void holdsNothing(AppSpan span) {
    assertThat(span.name()).doesNotContain("call_llm", "send_data");
    assertThat(span.attributes().toString())
        .doesNotContain(SECRET, AdkApp.QUESTION, "gcp.vertex.agent");
  }

  private AgentJvm.Outcome run(String version, ClickHouse log) throws Exception {
    try (WireProvider provider = WireProvider.start()) {
      provider.script(
          "tool",
          Reply.json(
              200, GeminiAnswers.function("refund", "{\"city\":\"Bern, by " + SECRET + "\"}")),
          Reply.json(200, GeminiAnswers.hello().replace("Hello", "The key is " + SECRET)));
      AgentJvm.Outcome outcome =
          AgentJvm.run(
              folder,
              AdkJars.classPath(version),
              Map.of(
                  "otel.service.name",
                  service(version),
                  "aiops.capture.messages",
                  "true",
                  "aiops.capture.tool-arguments",
                  "true",
                  "aiops.clickhouse.url",
                  log.url().toString(),
                  "aiops.clickhouse.database",
                  log.database(),
                  "aiops.clickhouse.user",
                  log.user(),
                  "aiops.clickhouse.password",
                  log.password(),
                  "ledger",
                  folder.resolve("ledger.txt").toString()),
              AdkApp.class,
              Integer.toString(provider.port()),
              "tool");
      assertThat(outcome.exitCode()).as(outcome.output()).isZero();
      assertThat(outcome.troubles()).isEmpty();
      return outcome;
    }
  }
}
