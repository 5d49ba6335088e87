/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import dev.aiops.eval.check.Check;
import dev.aiops.eval.check.Evaluated;
import dev.aiops.eval.check.JudgeCost;
import dev.aiops.eval.check.Outcome;
import dev.aiops.eval.check.Target;
import dev.aiops.eval.judge.Material.Absent;
import dev.aiops.eval.judge.Material.Shown;
import dev.langchain4j.model.chat.ChatModel;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model as an evaluator: 1 where it says pass, 0 where it says fail, unknown where it cannot tell
 * or where a recorded text seems to be meant for it. What is no verdict is an error, never a score.
 */
public final class Judge implements Check {

  /** Label of a target whose texts may have told the judge what to say. */
  public static final String SUSPECTED = "injection_suspected";

  private final JudgeSettings settings;
  private final Map<String, String> environment;
  private final InstantSource time;
  private @Nullable Panel panel;

  /**
   * Asks nobody before the first target.
   *
   * @param environment has the provider's key
   */
  Judge(JudgeSettings settings, Map<String, String> environment, InstantSource time) {
    this.settings = settings;
    this.environment = Map.copyOf(environment);
    this.time = time;
  }

  /** With the keys in the environment of this process. */
  public static Judge ofProcess(JudgeSettings settings) {
    return new Judge(settings, System.getenv(), InstantSource.system());
  }

  /** Whether this process runs under the agent, with judging as its runs. */
  public static boolean isGoverned() {
    return System.getProperty("aiops.runs.methods", "").contains(Panel.class.getName());
  }

  /** What is missing for it to be asked, and the remedy; empty where nothing is. */
  public static Optional<String> missing(JudgeSettings settings, Map<String, String> environment) {
    String variable = settings.keyVariable();
    boolean needed = !variable.isEmpty() && settings.baseUrl() == null;
    return needed && environment.getOrDefault(variable, "").isBlank()
        ? Optional.of(
            variable + " is not set: put the key of " + settings.provider().text() + " there")
        : Optional.empty();
  }

  @Override
  public Outcome on(Target target) {
    return evaluate(target).outcome();
  }

  @Override
  public Evaluated evaluate(Target target) {
    Material material = Material.of(target, settings.criterion());
    if (material instanceof Absent absent) {
      return Evaluated.byCode(absent.outcome());
    }
    Shown shown = (Shown) material;
    return evaluated(panel().judge(shown), Suspicion.in(shown.pieces()));
  }

  private static Evaluated evaluated(Ballot ballot, Set<Suspicion> suspicions) {
    JudgeCost cost = ballot.cost();
    String trace = ballot.traceId();
    Optional<Verdict> majority = ballot.majority();
    String warning = suspicions.isEmpty() ? "" : Suspicion.words(suspicions) + ": ";
    if (majority.isEmpty()) {
      return new Evaluated(undecided(ballot, warning), label("", suspicions), cost, trace);
    }
    Verdict verdict = majority.get();
    String said = said(ballot, verdict);
    Outcome outcome =
        suspicions.isEmpty()
            ? outcome(verdict.label(), said)
            : new Outcome.Unknown(warning + "the judge said " + said);
    return new Evaluated(outcome, label(verdict.label().text(), suspicions), cost, trace);
  }

  private static String label(String label, Set<Suspicion> suspicions) {
    return suspicions.isEmpty() ? label : SUSPECTED;
  }

  private static String said(Ballot ballot, Verdict verdict) {
    String votes =
        ballot.asked() == 1
            ? ""
            : " by " + ballot.count(verdict.label()) + " of " + ballot.votes().size() + " votes";
    return verdict.label().text() + votes + ": " + verdict.reason();
  }

  private static Outcome outcome(Label label, String said) {
    return label == Label.UNKNOWN
        ? new Outcome.Unknown("the judge cannot tell: " + said)
        : Outcome.of(label == Label.PASS, said);
  }

  private static Outcome undecided(Ballot ballot, String warning) {
    return ballot
        .firstFault()
        .<Outcome>map(fault -> new Outcome.Failed(warning + fault))
        .orElseGet(() -> new Outcome.Unknown(warning + "the judge's votes are divided"));
  }

  private synchronized Panel panel() {
    if (panel == null) {
      String key = environment.getOrDefault(settings.keyVariable(), "");
      ChatModel model = settings.provider().model(settings, key);
      panel = new Panel(settings, model, time);
    }
    return panel;
  }
}
