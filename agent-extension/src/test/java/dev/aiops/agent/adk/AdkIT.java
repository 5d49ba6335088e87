/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppSpan;
import dev.aiops.agent.CaseSpans;
import dev.aiops.agent.VersionMatrix;
import dev.aiops.agent.VersionMatrix.Case;
import dev.aiops.agent.anthropic.Answers;
import dev.aiops.agent.genai.GeminiAnswers;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import io.opentelemetry.javaagent.aiops.control.TestControl;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.example.adk.AdkApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An app on the newest google-adk and on older ones under the built agent, over google-genai and
 * over a model class of its own, below a cap that the dear calls do not fit in.
 */
class AdkIT {

  private static final String POLICY =
      "budgets: [{name: support, daily_cap: 0.02, lease_seconds: 10}]";

  private static final List<String> DEAR = List.of("chat-dear", "stream-dear", "own-dear");
  private static final List<String> OTHERS = List.of("claude", "apigee", "apigeechat");

  @TempDir private Path folder;
  private final WireProvider provider = WireProvider.start();

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void newest_eachCallIsOneSpan_andSettledOnce() throws Exception {
    seesOtherModels(seesAll(AdkJars.NEWEST));
  }

  /** Those that the library asks by other clients than Gemini's, or by Gemini's behind a proxy. */
  private void seesOtherModels(AgentJvm.Outcome outcome) {
    CaseSpans claude = CaseSpans.of(outcome, AdkApp.CLAUDE);
    assertThat(outcome.result("claude")).isEqualTo("Hello");
    assertThat(claude.tree())
        .containsExactly("invocation", "  invoke_agent claude", "    chat " + AdkApp.CLAUDE);
    assertThat(claude.call().attributes())
        .contains(
            entry("aiops.call.library", "anthropic-java"),
            entry("aiops.call.attempts", 1L),
            entry("aiops.cost.status", "priced"));
    CaseSpans apigee = spans(outcome, "apigee");
    assertThat(outcome.result("apigee")).isEqualTo("Hello");
    assertThat(apigee.tree())
        .containsExactly(
            "invocation",
            "  invoke_agent apigee",
            "    generate_content " + AdkApp.MODEL + "apigee");
    assertThat(apigee.call().attributes())
        .contains(entry("aiops.call.library", "google-genai"), entry("aiops.call.attempts", 1L));
    CaseSpans chat = CaseSpans.of(outcome, AdkApp.GPT);
    assertThat(outcome.result("apigeechat")).isEqualTo("Hello");
    assertThat(chat.tree())
        .containsExactly(
            "invocation", "  invoke_agent apigeechat", "    generate_content " + AdkApp.GPT);
    assertThat(chat.call().attributes())
        .contains(
            entry("aiops.call.library", "google-adk"),
            entry("aiops.usage.source", "reported"),
            // 100 at 2.50, 28 at 10 per million; whose they are, only the model's name tells
            entry("aiops.cost.usd", "0.000530000"),
            entry("aiops.cost.status", "estimated"));
    for (String name : OTHERS) {
      assertThat(provider.received(name)).as(name).hasSize(1);
    }
  }

  @Tag("long")
  @Test
  void inBetween_theSame() throws Exception {
    seesAll("1.4.0");
  }

  @Tag("long")
  @Test
  void oldest_theSame_butForAgentsInASequence() throws Exception {
    seesCalls("1.0.0");
  }

  /** Older versions' own span of an invocation is around nothing: there the run has one of ours. */
  private static String invocation(String version, String agent) {
    return version.equals(AdkJars.NEWEST) ? "invocation" : "invoke_workflow " + agent;
  }

  /** 1.0.0 puts each agent of a sequence below the one before. */
  private AgentJvm.Outcome seesAll(String version) throws Exception {
    AgentJvm.Outcome outcome = seesCalls(version);
    seesAgents(version, outcome);
    seesOneCallForEachOfManyRuns(outcome);
    return outcome;
  }

  private AgentJvm.Outcome seesCalls(String version) throws Exception {
    AgentJvm.Outcome outcome = run(version);
    VersionMatrix matrix = AdkJars.matrix(version);
    matrix.check(Case.SUCCESS, () -> seesRuns(version, outcome));
    matrix.check(Case.ERROR, () -> seesErrors(outcome));
    matrix.check(Case.RETRY, () -> seesRetries(outcome));
    matrix.check(Case.STREAM, () -> seesStreams(outcome));
    matrix.without(
        Case.ABANDONED, "the library reads a stream to its end, or is interrupted: a cancel");
    matrix.check(Case.CANCEL, () -> seesDisposed(outcome));
    matrix.check(Case.CAP, () -> refusesWhatDoesNotFit(outcome));
    seesOwnModels(outcome);
    keepsNothingThatWasSaid(outcome);
    return outcome;
  }

  private static Map<String, Reply[]> scripts(String version) {
    Map<String, Reply[]> scripts = scripts();
    if (version.equals(AdkJars.NEWEST)) {
      scripts.put("claude", new Reply[] {Reply.json(200, Answers.text())});
      scripts.put("apigee", new Reply[] {Reply.json(200, GeminiAnswers.hello())});
      scripts.put(
          "apigeechat",
          new Reply[] {Reply.json(200, dev.aiops.agent.openai.Answers.chat("Hello"))});
    }
    return scripts;
  }

  private static Map<String, Reply[]> scripts() {
    Reply hello = Reply.json(200, GeminiAnswers.hello());
    String question = "{\"request\":\"why\"}";
    Map<String, Reply[]> scripts = new LinkedHashMap<>();
    scripts.put("parallel", new Reply[] {hello});
    scripts.put("chat", new Reply[] {hello});
    scripts.put("dispose", new Reply[] {hello.withPause(1_000)});
    String piece = GeminiAnswers.piece("Hel", "", 4);
    scripts.put(
        "disposestream",
        new Reply[] {
          Reply.events(Collections.nCopies(12, piece).toArray(new String[0])).withPause(150)
        });
    scripts.put("tool", new Reply[] {Reply.json(200, GeminiAnswers.function()), hello});
    scripts.put("stream", new Reply[] {GeminiAnswers.stream()});
    // who wants no more after the first piece leaves the library's context on its thread
    scripts.put("take", new Reply[] {GeminiAnswers.stream()});
    scripts.put("own", new Reply[] {Reply.json(200, "{}")});
    scripts.put("own-bad", new Reply[] {Reply.json(500, "{}")});
    scripts.put("ownstream", new Reply[] {hello});
    scripts.put("sequence", new Reply[] {hello});
    scripts.put(
        "agenttool",
        new Reply[] {Reply.json(200, GeminiAnswers.function("agenttool_helper", question)), hello});
    scripts.put("agenttool-helper", new Reply[] {hello});
    scripts.put(
        "chat-bad", new Reply[] {Reply.json(400, GeminiAnswers.error(400, "INVALID_ARGUMENT"))});
    scripts.put(
        "retry", new Reply[] {Reply.json(503, GeminiAnswers.error(503, "UNAVAILABLE")), hello});
    DEAR.forEach(name -> scripts.put(name, new Reply[] {hello}));
    return scripts;
  }

  private AgentJvm.Outcome run(String version) throws Exception {
    try (TestControl control = new TestControl(POLICY, Instant.now())) {
      AgentJvm.Outcome outcome = run(version, control);
      assertThat(outcome.exitCode()).as(outcome.output()).isZero();
      assertThat(outcome.troubles()).isEmpty();
      assertThat(outcome.output()).doesNotContain("the app is not affected");
      BigDecimal spent = BigDecimal.valueOf(control.standing("support").spent(), 9);
      assertThat(charges(outcome)).isEqualByComparingTo(spent).isPositive();
      return outcome;
    }
  }

  private AgentJvm.Outcome run(String version, TestControl control) throws Exception {
    Map<String, Reply[]> scripts = scripts(version);
    scripts.forEach(provider::script);
    List<String> arguments = new ArrayList<>(List.of(Integer.toString(provider.port())));
    scripts.keySet().stream().filter(name -> !name.endsWith("-helper")).forEach(arguments::add);
    Path prices = folder.resolve("prices.txt");
    String port = ":" + provider.port();
    Files.writeString(
        prices, "host 127.0.0.1" + port + " google\nhost localhost" + port + " anthropic\n");
    return AgentJvm.run(
        folder,
        AdkJars.classPath(version),
        Map.of(
            "aiops.prices.file",
            prices.toString(),
            "otel.service.name",
            "support-chat",
            "aiops.control.url",
            "http://127.0.0.1:" + control.port(),
            "aiops.control.token",
            control.token(),
            "aiops.control.dir",
            folder.resolve("budgets").toString(),
            "ledger",
            folder.resolve("ledger.txt").toString()),
        AdkApp.class,
        arguments.toArray(new String[0]));
  }

  private static BigDecimal charges(AgentJvm.Outcome outcome) {
    return outcome.spans().stream()
        .map(span -> Objects.toString(span.attribute("aiops.budget.charged"), "0"))
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static CaseSpans spans(AgentJvm.Outcome outcome, String name) {
    return CaseSpans.of(outcome, AdkApp.MODEL + name);
  }

  private static AppSpan call(AgentJvm.Outcome outcome, String name) {
    return spans(outcome, name).call();
  }

  private static List<Object> statuses(AppSpan span) {
    return span.attempts().stream()
        .<Object>map(attempt -> attempt.attributes().get("http.response.status_code"))
        .toList();
  }

  private void seesRuns(String version, AgentJvm.Outcome outcome) throws Exception {
    assertThat(outcome.result("chat")).isEqualTo("Hello");
    CaseSpans chat = spans(outcome, "chat");
    String call = "generate_content " + AdkApp.MODEL;
    assertThat(chat.tree())
        .containsExactly(
            invocation(version, "chat"), "  invoke_agent chat", "    " + call + "chat");
    assertThat(chat.root().attributes())
        .contains(
            entry("gen_ai.operation.name", "invoke_workflow"),
            entry("gen_ai.agent.name", "chat"),
            entry("aiops.call.library", "google-adk"),
            entry("user.id", "ada"))
        .containsKeys("aiops.run.id", "gen_ai.conversation.id");
    assertThat(chat.call().attributes())
        .contains(
            entry("aiops.call.library", "google-genai"),
            entry("aiops.call.attempts", 1L),
            entry("aiops.cost.usd", "0.000017600"));
    seesTools(version, outcome, call);
  }

  private void seesTools(String version, AgentJvm.Outcome outcome, String call) throws Exception {
    CaseSpans tool = spans(outcome, "tool");
    assertThat(outcome.result("tool")).isEqualTo("Hello");
    assertThat(tool.tree())
        .containsExactly(
            invocation(version, "tool"),
            "  invoke_agent tool",
            "    " + call + "tool",
            "    execute_tool refund",
            "    " + call + "tool");
    assertThat(tool.named("execute_tool refund").attributes())
        .contains(
            entry("gen_ai.tool.name", "refund"),
            entry("gen_ai.tool.type", "function"),
            entry("aiops.call.library", "google-adk"),
            entry("aiops.call.outcome", "ok"))
        .containsKey("gen_ai.tool.call.id");
    assertThat(Files.readString(folder.resolve("ledger.txt"))).isEqualTo("Bern\n");
    assertThat(provider.received("tool").get(1).body()).contains("refunded Bern");
  }

  private static void seesErrors(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("chat-bad")).contains("ClientException");
    CaseSpans bad = spans(outcome, "chat-bad");
    assertThat(bad.call().attributes())
        .contains(entry("aiops.call.outcome", "error"), entry("aiops.call.attempts", 1L));
    assertThat(bad.root().attributes())
        .contains(
            entry("error.type", "com.google.genai.errors.ClientException"),
            entry("aiops.run.failing_span_id", bad.call().id()));
    assertThat(outcome.result("own-bad")).contains("IOException");
    for (AppSpan failed : List.of(call(outcome, "own-bad"), spans(outcome, "own-bad").root())) {
      assertThat(failed.attribute("error.type")).isEqualTo("java.io.IOException");
    }
  }

  private static void seesRetries(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("retry")).isEqualTo("Hello");
    assertThat(statuses(call(outcome, "retry"))).containsExactly(503L, 200L);
  }

  private static void seesStreams(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("stream")).isEqualTo("Hello");
    assertThat(outcome.result("take")).isEqualTo("Hel");
    // who takes the first event only: the library reads the stream to its end all the same
    assertThat(call(outcome, "take").attributes())
        .contains(
            entry("aiops.call.outcome", "ok"),
            entry("aiops.usage.source", "reported"),
            entry("gen_ai.usage.output_tokens", 20L),
            // 95 at 0.10, 10 cached at 0.01 and 20 at 0.40 per million
            entry("aiops.budget.charged", "0.000017600"));
    assertThat(call(outcome, "stream").attributes())
        .contains(
            entry("gen_ai.request.stream", true),
            entry("aiops.call.outcome", "ok"),
            entry("gen_ai.usage.output_tokens", 20L))
        .containsKey("gen_ai.response.time_to_first_chunk");
  }

  /**
   * The library lets its request go on, which is billed: it is charged when the answer is there.
   */
  private static void seesDisposed(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("dispose")).isEqualTo("disposed true");
    AppSpan call = call(outcome, "dispose");
    assertThat(call.attributes())
        .contains(
            entry("aiops.call.outcome", "ok"),
            entry("aiops.usage.source", "reported"),
            entry("aiops.cost.usd", "0.000017600"));
    AppSpan run = spans(outcome, "dispose").root();
    assertThat(run.endNanos()).isLessThan(call.endNanos());
    assertThat(outcome.result("disposestream")).isEqualTo("disposed true");
    assertThat(call(outcome, "disposestream").attributes())
        .contains(
            entry("aiops.call.outcome", "cancelled"), entry("aiops.usage.source", "estimated"));
  }

  private void refusesWhatDoesNotFit(AgentJvm.Outcome outcome) {
    for (String name : DEAR) {
      assertThat(outcome.result(name)).as(name).contains("BudgetExceededException");
      assertThat(call(outcome, name).attributes())
          .as(name)
          .contains(entry("aiops.call.outcome", "refused"), entry("error.type", "budget_exceeded"));
      assertThat(spans(outcome, name).root().attribute("error.type")).isEqualTo("budget_exceeded");
      assertThat(provider.received(name)).as(name).isEmpty();
    }
  }

  private void seesOwnModels(AgentJvm.Outcome outcome) {
    for (String name : List.of("own", "ownstream")) {
      assertThat(outcome.result(name)).as(name).isEqualTo("Hello");
      assertThat(call(outcome, name).attributes())
          .as(name)
          .contains(
              entry("aiops.call.library", "google-adk"),
              entry("aiops.call.outcome", "ok"),
              entry("gen_ai.request.stream", name.equals("ownstream")),
              entry("gen_ai.response.finish_reasons", List.of("stop")),
              entry("gen_ai.usage.input_tokens", 100L),
              entry("gen_ai.usage.output_tokens", 12L),
              // 100 at 0.10, 12 at 0.40 per million
              entry("aiops.cost.usd", "0.000014800"));
    }
    assertThat(provider.received("own")).hasSize(1);
  }

  private static void seesAgents(String version, AgentJvm.Outcome outcome) {
    String call = "generate_content " + AdkApp.MODEL;
    assertThat(spans(outcome, "sequence").tree())
        .containsExactly(
            invocation(version, "sequence"),
            "  invoke_agent sequence",
            "    invoke_agent sequence_first",
            "      " + call + "sequence",
            "    invoke_agent sequence_second",
            "      " + call + "sequence");
    CaseSpans asTool = spans(outcome, "agenttool");
    assertThat(asTool.tree())
        .containsExactly(
            invocation(version, "agenttool"),
            "  invoke_agent agenttool",
            "    " + call + "agenttool",
            "    execute_tool agenttool_helper",
            "      " + invocation(version, "agenttool_helper"),
            "        invoke_agent agenttool_helper",
            "          " + call + "agenttool-helper",
            "    " + call + "agenttool");
    assertThat(asTool.root().attribute("gen_ai.agent.name")).isEqualTo("agenttool");
  }

  private static void seesOneCallForEachOfManyRuns(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("parallel")).isEqualTo("answers " + AdkApp.PARALLEL);
    CaseSpans spans = spans(outcome, "parallel");
    assertThat(spans.calls())
        .hasSize(AdkApp.PARALLEL)
        .allSatisfy(call -> assertThat(statuses(call)).containsExactly(200L))
        .allSatisfy(
            call -> assertThat(call.attribute("aiops.budget.charged")).isEqualTo("0.000017600"))
        .extracting(call -> call.attribute("aiops.run.id"))
        .doesNotHaveDuplicates();
    assertThat(spans.spans()).hasSize(3 * AdkApp.PARALLEL);
  }

  private static void keepsNothingThatWasSaid(AgentJvm.Outcome outcome) {
    assertThat(outcome.spans())
        .allSatisfy(
            span ->
                assertThat(span.attributes().toString())
                    .doesNotContain(AdkApp.QUESTION, "gcp.vertex.agent"));
  }
}
