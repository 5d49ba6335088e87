/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.agent.openai.Answers;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.MemberRemoval;
import org.example.calls.CallsApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the operator requires is there, or the app does not begin. */
@Execution(ExecutionMode.CONCURRENT)
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

  @Test
  void libraryWithoutAMethodThatTheHookNeeds_endsTheJvmBeforeAnyCall() throws Exception {
    Path changed = Files.createDirectory(folder.resolve("changed"));
    new ByteBuddy()
        .redefine(Class.forName("com.openai.core.http.RetryingHttpClient"))
        .visit(new MemberRemoval().stripMethods(named("executeAsync")))
        .make()
        .saveIn(changed.toFile());
    try (WireProvider provider = WireProvider.start()) {
      provider.script("m", Reply.json(200, Answers.chat("Hello")));
      AppJvm.Outcome required = changed(changed, provider, "openai-java");
      assertThat(required.exitCode()).isEqualTo(1);
      assertThat(required.printed()).as("what the app printed").isEmpty();
      assertThat(required.logged())
          .filteredOn(line -> line.startsWith("[aiops] the JVM ends: "))
          .singleElement()
          .asString()
          .contains("the hook openai-java is required (aiops.require) and cannot work")
          .contains("com.openai.core.http.RetryingHttpClient has no method executeAsync/2");
      assertThat(provider.received("m")).isEmpty();

      AppJvm.Outcome other = changed(changed, provider, "langchain4j-chat");
      assertThat(other.exitCode()).as("another hook is required").isZero();
      assertThat(provider.received("m")).hasSize(1);
    }
  }

  private AppJvm.Outcome changed(Path classes, WireProvider provider, String hook)
      throws Exception {
    return AppJvm.withAgent(folder)
        .withClasses(classes)
        .set("aiops.require", hook)
        .run(CallsApp.class, "http://127.0.0.1:" + provider.port() + "/m/v1", "m", "1", "return");
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
