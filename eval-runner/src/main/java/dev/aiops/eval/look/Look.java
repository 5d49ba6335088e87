/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.look;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.eval.check.NamePattern;
import dev.aiops.eval.compare.Arm;
import dev.aiops.eval.compare.Comparison;
import dev.aiops.eval.compare.Gate;
import dev.aiops.eval.compare.Gate.Better;
import dev.aiops.eval.compare.Plan;
import dev.aiops.eval.compare.Report;
import dev.aiops.eval.compare.Scale;
import dev.aiops.eval.compare.Scored;
import dev.aiops.eval.compare.Verdict;
import dev.aiops.eval.definition.Definition;
import dev.aiops.eval.definition.NightlyGate;
import dev.aiops.eval.definition.RunFilter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A look at the runs of one date.
 *
 * @param definition whose scores are looked at
 * @param gate its own
 * @param gates how many definitions share what a night may spend
 * @param candidate the runs
 * @param at where scores and looks are
 */
record Look(
    Definition definition, NightlyGate gate, int gates, RunFilter candidate, ClickHouse at) {

  private static final Verdict.Refused OVERLAP =
      new Verdict.Refused(
          "runs of the reference are compared with themselves: wait for a date that begins after it,"
              + " or name an earlier reference");

  /** The runs that are compared with; empty where none are named, and no date was before. */
  Optional<RunFilter> reference() {
    return Optional.ofNullable(gate.reference())
        .or(() -> new KeptReference(definition.name(), definition.version()).at(at));
  }

  Report against(RunFilter reference) {
    if (reference.overlaps(candidate)) {
      return refused(Optional.of(reference), OVERLAP);
    }
    Arm before = arm(reference);
    Arm after = arm(candidate);
    return Comparison.of(before, after, List.of(gate(before, after)), plan(reference));
  }

  Report withItself() {
    Arm arm = arm(candidate);
    return Comparison.of(arm, arm, List.of(gate(arm, arm)), Plan.gate());
  }

  /** Nothing is tested, so none of what a look may spend is. */
  Report refused(Optional<RunFilter> reference, Verdict.Refused why) {
    Arm before = new Arm(reference.orElse(candidate).text(), List.of());
    Arm after = arm(candidate);
    Plan plan = reference.map(this::plan).orElse(Plan.gate());
    return new Report(before, after, plan, List.of(new Report.Line(gate(before, after), why)));
  }

  /** The agents whose runs they are, for a reader. */
  String agents() {
    return definition.select().agents().stream()
        .map(NamePattern::text)
        .collect(Collectors.joining(", "));
  }

  private Plan plan(RunFilter reference) {
    return Plan.nightly(new NextLook(definition.name(), reference.text()).at(at), gates);
  }

  private Gate gate(Arm before, Arm after) {
    Scale scale = Scale.ofScores(Stream.of(before, after).flatMap(arm -> arm.scores().stream()));
    return new Gate(definition.name(), scale, Better.HIGHER, gate.margin());
  }

  private Arm arm(RunFilter runs) {
    List<Scored> scores =
        new ComparedScores(runs)
            .of(definition.name(), at)
            .filter(score -> score.version().equals(definition.version()))
            .toList();
    return new Arm(runs.text(), scores);
  }
}
