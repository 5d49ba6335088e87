/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.demo.e2e.app.Command;
import dev.aiops.demo.e2e.app.Outcome;
import dev.aiops.demo.provider.ProviderSimulator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Three services that have done all {@link RunScenarios} side by side: {@code alpha} most of them,
 * {@code beta} what alpha's tool asks of it, {@code gamma} without sampling anything.
 */
final class Services {

  /** The trace that {@link RunScenarios#TWICE} was called in. */
  static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private final ProviderSimulator provider;
  private final Log log;
  private final Map<String, Outcome> outcomes = new HashMap<>();
  private final Map<String, Row> runs;
  private Row held;
  private int answersWhileHeld;

  private Services(Agent agent, ProviderSimulator provider, Log log) {
    this.provider = provider;
    this.log = log;
    ForkedApp.Builder unsampled = agent.named("gamma").on(ScenarioJvm.app(provider));
    unsampled.environment("OTEL_TRACES_SAMPLER", "always_off");
    try (ScenarioJvm alpha = ScenarioJvm.under(agent.named("alpha"), provider);
        ScenarioJvm beta = ScenarioJvm.under(agent.named("beta"), provider);
        ScenarioJvm gamma = ScenarioJvm.start(unsampled)) {
      work(alpha, beta, gamma);
      Stream.of(alpha, beta, gamma).forEach(ScenarioJvm::finish);
    }
    int calls = provider.ledger().calls().size();
    Await.until("all is sent", () -> log.number("SELECT count() FROM llm_calls") == calls);
    runs = log.runs().stream().collect(Collectors.toMap(r -> r.text("RunId"), Function.identity()));
  }

  static Services work(Agent agent, ProviderSimulator provider, Log log) {
    return new Services(agent, provider, log);
  }

  private void work(ScenarioJvm alpha, ScenarioJvm beta, ScenarioJvm gamma) {
    alpha.send(RunScenarios.HELD);
    gamma.send(RunScenarios.UNSAMPLED);
    held = runAskedFor("held");
    answersWhileHeld = provider.ledger().tagged("held").size();
    outcomes.putAll(alpha.run(commands(beta.url().toString())));
    String parent = "00-" + TRACE + "-00f067aa0ba902b7-01";
    String baggage = "user.id=mara,gen_ai.conversation.id=chat-7";
    outcomes.put("twice", alpha.post(RunScenarios.TWICE, "traceparent", parent));
    outcomes.put("baggage", alpha.post(RunScenarios.WITH_BAGGAGE, "baggage", baggage));
    outcomes.put("held", alpha.outcome(RunScenarios.HELD));
    outcomes.put("unsampled", gamma.outcome(RunScenarios.UNSAMPLED));
  }

  private static List<Command> commands(String otherService) {
    return Stream.concat(
            RunScenarios.PARALLEL.stream(),
            Stream.of(
                RunScenarios.remote(otherService),
                RunScenarios.NESTED,
                RunScenarios.SIDE_BY_SIDE,
                RunScenarios.WORKFLOW,
                RunScenarios.NAMED))
        .toList();
  }

  private Row runAskedFor(String tag) {
    String sql = "SELECT * FROM runs WHERE Input LIKE '%" + tag + "%'";
    Await.until("a run of " + tag, () -> !log.rows(sql).isEmpty());
    return log.row(sql, "run of " + tag);
  }

  /** The run of {@link RunScenarios#HELD} as it read while the provider kept it waiting. */
  Row held() {
    return held;
  }

  /** Answers the provider had given to it by then. */
  int answersWhileHeld() {
    return answersWhileHeld;
  }

  /** What the app got for {@code tag}. */
  String answer(String tag) {
    Outcome outcome = outcomes.get(tag);
    assertThat(outcome.ok()).as(outcome.text()).isTrue();
    return outcome.text();
  }

  /** The runs the provider was told of by the requests of {@code tag}. */
  List<String> runIds(String tag) {
    return provider.ledger().tagged(tag).stream().map(Ledger::runId).distinct().toList();
  }

  /** The only run of {@code tag}. */
  Row runOf(String tag) {
    List<String> ids = runIds(tag);
    assertThat(ids).as("runs of " + tag).hasSize(1);
    return run(ids.get(0));
  }

  Row run(String runId) {
    return runs.get(runId);
  }
}
