/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.look;

import dev.aiops.eval.batch.Batches;
import dev.aiops.eval.batch.Dates;
import dev.aiops.eval.batch.Ended;
import dev.aiops.eval.batch.Scheduled;
import dev.aiops.eval.compare.Report;
import dev.aiops.eval.compare.Verdict;
import dev.aiops.eval.definition.Definition;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.definition.EachDefinition;
import dev.aiops.eval.definition.NightlyGate;
import dev.aiops.eval.definition.RunFilter;
import dev.aiops.eval.definition.Schedule;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Compares the runs of a schedule's date with a reference, once the date's batch is done. A look's
 * token is made of its definition and its date, and the number of a look is that of those which are
 * kept: a process that dies leaves a look that is kept or none, and no other one for the same date.
 */
public final class Nightly {

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
                .ifPresent(date -> lookOnce(definition, date)));
  }

  /** What was found of a definition's date; empty where that was not looked at. */
  public Optional<KeptLook> found(Definition definition, Instant date) {
    return KeptLook.of(token(definition, date), kept.insert().at());
  }

  private static Optional<NightlyGate> gate(Definition definition) {
    return Optional.ofNullable(definition.schedule()).map(Schedule::gate);
  }

  private static String token(Definition definition, Instant date) {
    return Scheduled.id(definition, date) + ":compared";
  }

  private void lookOnce(Definition definition, Instant date) {
    String token = token(definition, date);
    if (!kept.isKept(token)) {
      batches
          .ended(Scheduled.id(definition, date))
          .ifPresent(ended -> look(look(definition, date), ended, token));
    }
  }

  private Look look(Definition definition, Instant date) {
    Schedule schedule = Objects.requireNonNull(definition.schedule());
    RunFilter candidate = RunFilter.between(date.minus(schedule.over()), date);
    return new Look(
        definition, gate(definition).orElseThrow(), gates(), candidate, kept.insert().at());
  }

  private void look(Look look, Ended ended, String token) {
    Optional<RunFilter> reference = look.reference();
    Optional<Verdict.Refused> refused =
        new Admission(look.definition()).refusal(ended, reference.isPresent(), look.at());
    if (refused.isPresent()) {
      kept.keep(look.refused(reference, refused.get()), look.agents(), token);
    } else if (reference.isPresent()) {
      kept.keep(look.against(reference.get()), look.agents(), token);
    } else {
      begin(look, token);
    }
  }

  /** What cannot be compared with itself can be compared with nothing, and is no reference. */
  private void begin(Look look, String token) {
    Report withItself = look.withItself();
    if (withItself.lines().get(0).verdict() instanceof Verdict.Refused) {
      kept.keep(withItself, look.agents(), token);
    } else {
      kept.keepAsReference(withItself, look.agents(), token);
    }
  }

  private int gates() {
    return (int) definitions.all().stream().filter(other -> gate(other).isPresent()).count();
  }
}
