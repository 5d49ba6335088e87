/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.look;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.eval.batch.Batches;
import dev.aiops.eval.batch.Dates;
import dev.aiops.eval.batch.Ended;
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
import dev.aiops.eval.definition.EachDefinition;
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
 */
public final class Nightly {

  private static final Verdict.Refused OVERLAP =
      new Verdict.Refused(
          "runs of the reference are compared with themselves: wait for a date that begins after it,"
              + " or name an earlier reference");

  private final Batches batches;
  private final Definitions definitions;
  private final Comparisons kept;
  private final Dates dates;
  private final EachDefinition each;

  /**
   * Looks at nothing yet.
   *
   * @param batches of the same definitions
   * @param definitions those whose schedule has a gate count
   * @param kept where looks are kept
   * @param dates which dates of their schedules are due
   */
  public Nightly(Batches batches, Definitions definitions, Comparisons kept, Dates dates) {
    this.batches = batches;
    this.definitions = definitions;
    this.kept = kept;
    this.dates = dates;
    each = new EachDefinition(definitions, "compared");
  }

  /**
   * Compares each date that is due, whose batch is over, and that was not looked at yet; one that
   * fails is logged once, and holds up no other.
   */
  public void lookDue() {
    Instant now = kept.clock().instant();
    each.perform(
        definition ->
            gate(definition)
                .flatMap(gate -> dates.due(definition, now))
                .ifPresent(date -> look(definition, date)));
  }

  /** What was found of a definition's date; empty where that was not looked at. */
  public Optional<KeptLook> found(Definition definition, Instant date) {
    return KeptLook.of(token(definition, date), at());
  }

  private static Optional<NightlyGate> gate(Definition definition) {
    return Optional.ofNullable(definition.schedule()).map(Schedule::gate);
  }

  private static String token(Definition definition, Instant date) {
    return Scheduled.id(definition, date) + ":compared";
  }

  private void look(Definition definition, Instant date) {
    String token = token(definition, date);
    if (!kept.isKept(token)) {
      batches
          .ended(Scheduled.id(definition, date))
          .ifPresent(ended -> look(definition, runs(definition, date), ended, token));
    }
  }

  private static RunFilter runs(Definition definition, Instant date) {
    return Optional.ofNullable(definition.schedule())
        .map(schedule -> RunFilter.between(date.minus(schedule.over()), date))
        .orElseThrow();
  }

  private void look(Definition definition, RunFilter candidate, Ended ended, String token) {
    Optional<RunFilter> reference =
        Optional.ofNullable(gate(definition).orElseThrow().reference())
            .or(() -> new KeptReference(definition.name(), definition.version()).at(at()));
    Optional<Verdict.Refused> refused =
        new Admission(definition).refusal(ended, reference.isPresent(), at());
    if (refused.isPresent()) {
      RunFilter before = reference.orElse(candidate);
      Plan plan = reference.map(runs -> plan(definition, runs)).orElse(Plan.gate());
      keep(refused(definition, before, candidate, plan, refused.get()), definition, token);
    } else if (reference.isPresent()) {
      keep(report(definition, reference.get(), candidate), definition, token);
    } else {
      begin(definition, candidate, token);
    }
  }

  private Plan plan(Definition definition, RunFilter reference) {
    return Plan.nightly(new NextLook(definition.name(), reference.text()).at(at()), gates());
  }

  private void keep(Report report, Definition definition, String token) {
    kept.keep(report, agents(definition), token);
  }

  /** What cannot be compared with itself can be compared with nothing, and is no reference. */
  private void begin(Definition definition, RunFilter candidate, String token) {
    Arm arm = arm(definition, candidate);
    Report withItself = Comparison.of(arm, arm, List.of(gate(definition, arm, arm)), Plan.gate());
    if (withItself.lines().get(0).verdict() instanceof Verdict.Refused) {
      keep(withItself, definition, token);
    } else {
      kept.keepAsReference(withItself, agents(definition), token);
    }
  }

  /** Nothing is tested, so no look is spent. */
  private Report refused(
      Definition definition,
      RunFilter reference,
      RunFilter candidate,
      Plan plan,
      Verdict.Refused why) {
    Arm after = arm(definition, candidate);
    Arm before = new Arm(reference.text(), List.of());
    Gate gate = gate(definition, before, after);
    return new Report(before, after, plan, List.of(new Report.Line(gate, why)));
  }

  private Report report(Definition definition, RunFilter reference, RunFilter candidate) {
    Plan plan = plan(definition, reference);
    if (reference.overlaps(candidate)) {
      return refused(definition, reference, candidate, plan, OVERLAP);
    }
    Arm before = arm(definition, reference);
    Arm after = arm(definition, candidate);
    return Comparison.of(before, after, List.of(gate(definition, before, after)), plan);
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
