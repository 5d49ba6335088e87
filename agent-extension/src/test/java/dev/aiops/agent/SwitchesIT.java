/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.example.quiet.LoadingApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Each hook on a library has a switch of its own, and leaves the others as they are. Half of the
 * switches are off in one app and the other half in another: each is off where others are on.
 */
@Execution(ExecutionMode.CONCURRENT)
class SwitchesIT {

  /** Those that are there for methods that the operator names, or for none of the app's. */
  private static final Set<String> WITHOUT_LIBRARY =
      Set.of("aiops-methods", "aiops-approvals", "aiops-required");

  /** Half of them: {@code anthropic} switches both of its modules off, so only one is here. */
  private static final Set<String> FIRST =
      Set.of(
          "aiops-openai",
          "anthropic-tools",
          "bedrock",
          "google-adk",
          "langchain4j-models",
          "langchain4j-agentic",
          "spring-ai-chat-client");

  @TempDir Path folder;

  /** Only {@code anthropic} is two modules': there is no tool runner without its calls. */
  @Test
  void everyModule_hasASwitchOfItsOwn_thatIsNoOthers() {
    Set<String> own = new TreeSet<>(HookedTypes.HOOKS.keySet());
    own.addAll(WITHOUT_LIBRARY);
    Collection<String> switches = new ArrayList<>();
    for (InstrumentationModule module : ServiceLoader.load(InstrumentationModule.class)) {
      switches.add(module.instrumentationName());
      Set<String> others = new TreeSet<>(module.instrumentationNames());
      others.retainAll(own);
      others.remove(module.instrumentationName());
      others.remove("anthropic");
      assertThat(others).as(module.instrumentationName()).isEmpty();
      assertThat(module.instrumentationNames()).contains("aiops");
    }
    assertThat(switches).containsExactlyInAnyOrderElementsOf(own);
  }

  @Test
  void halfOff_theOthersAreArmed() throws Exception {
    assertThat(armedWithout(FIRST)).isEqualTo(hooksOf(theOthers()));
  }

  /** Where anthropic-java is not hooked, its tool runner is neither. */
  @Test
  void otherHalfOff_theOthersAreArmed() throws Exception {
    Set<String> on = new TreeSet<>(FIRST);
    on.remove("anthropic-tools");
    assertThat(armedWithout(theOthers())).isEqualTo(hooksOf(on));
  }

  private static Set<String> theOthers() {
    Set<String> others = new TreeSet<>(HookedTypes.HOOKS.keySet());
    others.removeAll(FIRST);
    return others;
  }

  private static Set<String> hooksOf(Set<String> switches) {
    Set<String> hooks = new TreeSet<>();
    switches.forEach(name -> hooks.addAll(HookedTypes.HOOKS.getOrDefault(name, List.of())));
    return hooks;
  }

  /** What the process says that it has armed, at last. */
  private Set<String> armedWithout(Set<String> off) throws Exception {
    AppJvm app = HookedTypes.app(folder).set("otel.logs.exporter", "logging-otlp");
    off.forEach(name -> app.set("otel.instrumentation." + name + ".enabled", "false"));
    AppJvm.Outcome outcome = app.run(LoadingApp.class, HookedTypes.NAMES.toArray(new String[0]));
    assertThat(outcome.exitCode()).as(String.join("\n", outcome.logged())).isZero();
    List<String> said =
        outcome.logged().stream()
            .filter(line -> line.contains("AI Ops hooks armed: ["))
            .map(line -> line.replaceAll(".*AI Ops hooks armed: \\[(.*?)\\].*", "$1"))
            .toList();
    return new TreeSet<>(List.of(said.get(said.size() - 1).split(", ")));
  }
}
