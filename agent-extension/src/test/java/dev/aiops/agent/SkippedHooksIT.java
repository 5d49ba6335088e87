/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent;

import static net.bytebuddy.matcher.ElementMatchers.any;
import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.MemberRemoval;
import org.example.quiet.LoadingApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries that have changed so that no hook finds what it needs. */
class SkippedHooksIT {

  /** One class of each hook that calls pass, in every version of its library. */
  private static final List<String> TYPES =
      List.of(
          "com.openai.core.http.RetryingHttpClient",
          "com.anthropic.core.http.RetryingHttpClient",
          "dev.langchain4j.service.AiServiceTokenStream",
          "dev.langchain4j.agentic.internal.AgentInvoker",
          "io.modelcontextprotocol.client.McpAsyncClient",
          "com.google.genai.Models",
          "com.google.genai.AfcUtil",
          "com.google.adk.runner.Runner",
          "software.amazon.awssdk.services.bedrockruntime.DefaultBedrockRuntimeClient");

  @TempDir Path folder;

  @Test
  void versionWithoutTheMethods_isOneLineForEachHook_andTheAppRunsOn() throws Exception {
    Path changed = Files.createDirectory(folder.resolve("changed"));
    for (String type : TYPES) {
      withoutMethods(type, changed.toFile());
    }
    AppJvm.Outcome outcome =
        app()
            .withClasses(changed)
            .set("aiops.runs.methods", LoadingApp.class.getName() + "[renamed]")
            .run(LoadingApp.class, TYPES.toArray(new String[0]));

    assertThat(outcome.exitCode()).as(String.join("\n", outcome.logged())).isZero();
    assertThat(outcome.printed()).hasSize(TYPES.size() + 1).endsWith("done");
    assertThat(skipped(outcome))
        .extracting(line -> line.replaceAll(".*the hook (\\S+) is skipped: .*", "$1"))
        .containsExactlyInAnyOrder(
            "openai-java",
            "anthropic-java",
            "langchain4j-ai-services-streaming",
            "langchain4j-agentic",
            "mcp-sdk",
            "google-genai",
            "google-genai-functions",
            "google-adk-runner",
            "bedrockruntime",
            LoadingApp.class.getName() + ".renamed");
    assertThat(skipped(outcome))
        .filteredOn(line -> line.contains("the hook openai-java is skipped"))
        .singleElement()
        .asString()
        .contains(
            "the app's version of com.openai.core.http.RetryingHttpClient has none of the methods"
                + " that it needs, so its calls go unseen");
  }

  @Test
  void versionWithTheMethods_isNoLine() throws Exception {
    AppJvm.Outcome outcome = app().run(LoadingApp.class, TYPES.toArray(new String[0]));

    assertThat(outcome.exitCode()).isZero();
    assertThat(skipped(outcome)).isEmpty();
  }

  private AppJvm app() {
    AppJvm app = AppJvm.withAgent(folder);
    AgentJvm.awsClassPath().map(Path::of).forEach(app::withClasses);
    return app;
  }

  private static List<String> skipped(AppJvm.Outcome outcome) {
    return outcome.warnings().stream().filter(line -> line.contains("is skipped")).toList();
  }

  private static void withoutMethods(String type, File folder) throws Exception {
    new ByteBuddy()
        .redefine(Class.forName(type, false, SkippedHooksIT.class.getClassLoader()))
        .visit(new MemberRemoval().stripMethods(any().and(not(isConstructor()))))
        .make()
        .saveIn(folder);
  }
}
