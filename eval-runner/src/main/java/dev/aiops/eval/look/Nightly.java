/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.look;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.eval.batch.Batches;
import dev.aiops.eval.batch.Scheduled;
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
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.definition.NightlyGate;
import dev.aiops.eval.definition.RunFilter;
import dev.aiops.eval.definition.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the runs of a schedule's date with a reference, once the date's batch is done. A look's
 * token is made of its definition and its date, and the number of a look is that of those which are
 * kept: a process that dies leaves a look that is kept or none, and no other one for the same date.
 *
 * @param batches of the same definitions
 * @param definitions those whose schedule has a gate count
 * @param kept where looks are kept
 */
public record Nightly(Batches batches, Definitions definitions, Comparisons kept) {

  private static final Verdict.Refused OVERLAP =
      new Verdict.Refused(
          "runs of the reference are compared with themselves: wait for a date that begins after it,"
              + " or name an earlier reference");

  /** Compares each date that is due, whose batch is done, and that was not looked at yet. */
  public void lookDue() {
    Instant now = kept.clock().instant();
    for (Definition definition : definitions.all()) {
      if (gate(definition).isPresent()) {
        Scheduled.due(definition, now).ifPresent(date -> look(definition, date));
      }
    }
  }

  private static Optional<NightlyGate> gate(Definition definition) {
    return Optional.ofNullable(definition.schedule()).map(Schedule::gate);
  }

  private void look(Definition definition, Instant date) {
    String batch = Scheduled.id(definition, date);
    String token = batch + ":compared";
    if (batches.isFinished(batch) && !kept.isKept(token)) {
      look(definition, runs(definition, date), token);
    }
  }

  private static RunFilter runs(Definition definition, Instant date) {
    return Optional.ofNullable(definition.schedule())
        .map(schedule -> RunFilter.between(date.minus(schedule.over()), date))
        .orElseThrow();
  }

  private void look(Definition definition, RunFilter candidate, String token) {
    NightlyGate gate = gate(definition).orElseThrow();
    Optional<RunFilter> reference =
        Optional.ofNullable(gate.reference())
            .or(() -> new KeptReference(definition.name(), definition.version()).at(at()));
    if (reference.isPresent()) {
      int look = new NextLook(definition.name(), reference.get().text()).at(at());
      Plan plan = Plan.nightly(look, gates());
      kept.keep(report(definition, reference.get(), candidate, plan), agents(definition), token);
    } else {
      begin(definition, candidate, token);
    }
  }

  /** What cannot be compared with itself can be compared with nothing, and is no reference. */
  private void begin(Definition definition, RunFilter candidate, String token) {
    Arm arm = arm(definition, candidate);
    Report withItself = Comparison.of(arm, arm, List.of(gate(definition, arm, arm)), Plan.gate());
    if (withItself.lines().get(0).verdict() instanceof Verdict.Refused) {
      kept.keep(withItself, agents(definition), token);
    } else {
      kept.keepAsReference(withItself, agents(definition), token);
    }
  }

  private Report report(
      Definition definition, RunFilter reference, RunFilter candidate, Plan plan) {
    Arm before = arm(definition, reference);
    Arm after = arm(definition, candidate);
    Gate gate = gate(definition, before, after);
    return reference.overlaps(candidate)
        ? new Report(before, after, plan, List.of(new Report.Line(gate, OVERLAP)))
        : Comparison.of(before, after, List.of(gate), plan);
  }

  private static Gate gate(Definition definition, Arm before, Arm after) {
    Scale scale = Scale.ofScores(Stream.of(before, after).flatMap(arm -> arm.scores().stream()));
    double margin = gate(definition).orElseThrow().margin();
    return new Gate(definition.name(), scale, Better.HIGHER, margin);
  }

  private Arm arm(Definition definition, RunFilter runs) {
    List<Scored> scores =
        new ComparedScores(runs)
            .of(definition.name(), at())
            .filter(score -> score.version().equals(definition.version()))
            .toList();
    return new Arm(runs.text(), scores);
  }

  private int gates() {
    return (int) definitions.all().stream().filter(other -> gate(other).isPresent()).count();
  }

  private static String agents(Definition definition) {
    return definition.select().agents().stream()
        .map(NamePattern::text)
        .collect(Collectors.joining(", "));
  }

  private ClickHouse at() {
    return kept.insert().at();
  }
}
