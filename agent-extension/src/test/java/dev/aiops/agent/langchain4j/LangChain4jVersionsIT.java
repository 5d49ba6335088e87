/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.CaseSpans;
import dev.aiops.agent.VersionMatrix;
import dev.aiops.agent.VersionMatrix.Case;
import io.opentelemetry.javaagent.aiops.control.TestControl;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.example.smoke.SmokeApp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same app on the version of LangChain4j that the hooks are compiled against, and on others:
 * 1.0.0 and 1.8.0 have other methods, 1.13.0 the first options, core 1.23.0 the asynchronous and
 * reactive ones.
 */
class LangChain4jVersionsIT {

  static final String LIBRARY = "langchain4j";

  /** The one that these tests have on their class path. */
  private static final String COMPILED = "1.19.0";

  /** Core and HTTP client, of which there are newer ones than of the rest. */
  static final String NEWER_CORE = "1.23.0";

  private static final String[] CASES = {
    "chat",
    "retry",
    "fail",
    "tools",
    "agentastool",
    "memory",
    "stream",
    "tokenstream",
    "embeddings",
    "chatonly",
    "router"
  };

  @ParameterizedTest
  @ValueSource(strings = {"1.0.0", NEWER_CORE})
  void oldestAndNewest_sameSpans(String version, @TempDir Path folder) throws Exception {
    sameSpans(version, folder);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"1.8.0", "1.13.0", COMPILED})
  void between_sameSpans(String version, @TempDir Path folder) throws Exception {
    sameSpans(version, folder);
  }

  private static String[] cases(String version) {
    Stream<String> newer = version.equals("1.0.0") ? Stream.of() : Stream.of("streamcancel");
    return Stream.concat(Stream.of(CASES), newer).toArray(String[]::new);
  }

  private static void sameSpans(String version, Path folder) throws Exception {
    AgentJvm.Outcome outcome;
    try (LoopbackProvider provider = LoopbackProvider.start()) {
      outcome =
          AgentJvm.run(
              folder,
              classPath(version),
              Map.of(),
              SmokeApp.class,
              provider.arguments(cases(version)));
    }
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.troubles()).isEmpty();
    VersionMatrix matrix = VersionMatrix.of(LIBRARY, version);
    matrix.check(Case.SUCCESS, () -> seesCalls(outcome));
    matrix.check(Case.SUCCESS, () -> seesRuns(outcome));
    matrix.check(Case.ERROR, () -> seesError(outcome));
    matrix.check(Case.RETRY, () -> seesRetry(outcome));
    matrix.check(Case.STREAM, () -> seesStream(outcome));
    matrix.without(Case.ABANDONED, "a handler is told all of a stream, or cancels it");
    if (version.equals("1.0.0")) {
      matrix.without(Case.CANCEL, "1.0.0 has nothing to cancel by");
    } else {
      matrix.check(Case.CANCEL, () -> seesCancelled(outcome));
    }
  }

  @Test
  void callThatDoesNotFit_isRefused_andNotSent(@TempDir Path folder) throws Exception {
    refuses(NEWER_CORE, folder);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"1.0.0", "1.8.0", "1.13.0", COMPILED})
  void callThatDoesNotFit_onOlderVersions_theSame(String version, @TempDir Path folder)
      throws Exception {
    refuses(version, folder);
  }

  private static void refuses(String version, Path folder) throws Exception {
    String policy = "budgets: [{name: support, daily_cap: 0.000001, lease_seconds: 10}]";
    AgentJvm.Outcome outcome;
    try (LoopbackProvider provider = LoopbackProvider.start();
        TestControl control = new TestControl(policy, Instant.now())) {
      outcome =
          AgentJvm.run(
              folder,
              classPath(version),
              capped(provider, control, folder),
              SmokeApp.class,
              provider.arguments("chat"));
      assertThat(provider.requests("ok")).isZero();
    }
    VersionMatrix.of(LIBRARY, version).check(Case.CAP, () -> seesRefusal(outcome));
  }

  private static Map<String, String> capped(
      LoopbackProvider provider, TestControl control, Path folder) {
    return Map.of(
        "otel.service.name",
        "support-chat",
        "aiops.model.hosts",
        "127.0.0.1:" + provider.port() + "=openai",
        "aiops.control.url",
        "http://127.0.0.1:" + control.port(),
        "aiops.control.token",
        control.token(),
        "aiops.control.dir",
        folder.resolve("budgets").toString());
  }

  private static void seesRefusal(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("chat")).contains("BudgetExceededException");
    assertThat(CaseSpans.of(outcome, "gpt-4o-mini").call().attributes())
        .containsEntry("aiops.call.outcome", "refused")
        .containsEntry("aiops.call.attempts", 0L)
        .containsEntry("error.type", "budget_exceeded");
  }

  private static void seesCalls(AgentJvm.Outcome outcome) {
    assertThat(CaseSpans.of(outcome, "gpt-4o-mini").call().attributes())
        .containsEntry("gen_ai.usage.input_tokens", 100L)
        .containsEntry("gen_ai.usage.cache_read.input_tokens", 40L)
        .containsEntry("gen_ai.usage.reasoning.output_tokens", 8L)
        .containsEntry("gen_ai.response.id", "chatcmpl-ok");
    assertThat(CaseSpans.of(outcome, "embeddings").calls())
        .hasSize(2)
        .allSatisfy(s -> assertThat(s.attribute("gen_ai.usage.input_tokens")).isNotNull());
    assertThat(CaseSpans.of(outcome, "router").tree()).containsExactly("chat router");
    assertThat(outcome.result("chatonly")).isEqualTo("canned");
  }

  private static void seesError(AgentJvm.Outcome outcome) {
    CaseSpans fail = CaseSpans.of(outcome, "fail");
    assertThat(fail.root().failed()).isTrue();
    assertThat(fail.calls()).allMatch(call -> "error".equals(call.attribute("aiops.call.outcome")));
  }

  private static void seesRetry(AgentJvm.Outcome outcome) {
    CaseSpans retry = CaseSpans.of(outcome, "retry");
    assertThat(retry.tree()).containsExactly("invoke_agent Retrying", "  chat retry");
    assertThat(retry.call().attempts()).hasSize(2);
  }

  private static void seesStream(AgentJvm.Outcome outcome) {
    assertThat(CaseSpans.of(outcome, "stream").call().attributes())
        .containsEntry("gen_ai.usage.output_tokens", 20L)
        .containsEntry("aiops.call.outcome", "ok")
        .containsKey("gen_ai.response.time_to_first_chunk");
  }

  private static void seesCancelled(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("streamcancel")).isEqualTo("cancelled");
    assertThat(CaseSpans.of(outcome, "streamcancel").call().attributes())
        .containsEntry("aiops.call.outcome", "cancelled");
  }

  private static void seesRuns(AgentJvm.Outcome outcome) {
    assertThat(CaseSpans.of(outcome, "memory").root().attributes())
        .containsEntry("gen_ai.conversation.id", "conversation-7");
    assertThat(CaseSpans.of(outcome, "tools").tree())
        .containsExactlyInAnyOrder(
            "invoke_agent Helper",
            "  chat tools",
            "  execute_tool weather",
            "  execute_tool clock",
            "  chat tools");
    assertThat(CaseSpans.of(outcome, "tokenstream").tree())
        .containsExactly(
            "invoke_agent Streaming",
            "  chat tokenstream",
            "  execute_tool weather",
            "  chat tokenstream");
    assertThat(CaseSpans.of(outcome, "agentastool").tree())
        .containsExactly(
            "invoke_agent Helper",
            "  chat agentastool",
            "  execute_tool ask",
            "    invoke_agent Expert",
            "      chat agentastool-expert",
            "  chat agentastool");
  }

  /** The class path of these tests with the modules of {@code version} in place of ours. */
  static String classPath(String version) throws IOException {
    if (version.equals(COMPILED)) {
      assertThat(VersionMatrix.newest("langchain4j")).isEqualTo(COMPILED);
      return AgentJvm.appClassPath();
    }
    Path folder = Path.of("target", "langchain4j", version).toAbsolutePath();
    try (Stream<Path> files = Files.list(folder)) {
      Set<String> replaced = files.map(Path::toString).collect(Collectors.toSet());
      String[] jars = AgentJvm.appClassPath().split(File.pathSeparator, -1);
      return Stream.concat(
              replaced.stream(), Arrays.stream(jars).filter(jar -> !isReplaced(jar, version)))
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  private static boolean isReplaced(String jar, String version) {
    String name = Path.of(jar).getFileName().toString();
    return version.equals(NEWER_CORE)
        ? name.matches("langchain4j-(core|http-client|http-client-jdk|google-ai-gemini)-\\d.*")
        : name.startsWith("langchain4j");
  }
}
