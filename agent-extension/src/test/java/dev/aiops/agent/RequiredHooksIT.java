/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.agent.openai.Answers;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import java.nio.file.Path;
import org.example.calls.CallsApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the operator requires is there, or the app does not begin. */
class RequiredHooksIT {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "otel.instrumentation.aiops-openai.enabled, false, set otel.instrumentation.aiops-openai",
    "otel.instrumentation.aiops.enabled, false, set otel.instrumentation.aiops.enabled=true",
    "otel.instrumentation.common.default-enabled, false, set otel.instrumentation.aiops.enabled",
    "aiops.enabled, false, remove aiops.enabled=false",
    "aiops.export, some, AI Ops could not start"
  })
  void hookThatIsOff_endsTheJvmBeforeTheApp(String setting, String value, String remedy)
      throws Exception {
    AppJvm.Outcome outcome = run("openai-java", setting, value);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.printed()).as("what the app printed").isEmpty();
    assertThat(outcome.logged())
        .filteredOn(line -> line.startsWith("[aiops] the JVM ends: "))
        .singleElement()
        .asString()
        .contains("aiops.require")
        .contains(remedy);
  }

  @Test
  void unknownHook_endsTheJvmAndNamesThoseThereAre() throws Exception {
    AppJvm.Outcome outcome = run("openai-jawa", "aiops.enabled", "true");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.logged())
        .anyMatch(line -> line.contains("openai-jawa") && line.contains("langchain4j-chat"));
  }

  @Test
  void hooksThatAreOn_letTheAppRun() throws Exception {
    AppJvm.Outcome outcome = run("openai-java,langchain4j-chat", "aiops.enabled", "true");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.printed()).isNotEmpty();
  }

  private AppJvm.Outcome run(String hooks, String setting, String value) throws Exception {
    try (WireProvider provider = WireProvider.start()) {
      provider.script("m", Reply.json(200, Answers.chat("Hello")));
      return AppJvm.withAgent(folder)
          .set("aiops.require", hooks)
          .set(setting, value)
          .run(CallsApp.class, "http://127.0.0.1:" + provider.port() + "/m/v1", "m", "1", "return");
    }
  }
}
