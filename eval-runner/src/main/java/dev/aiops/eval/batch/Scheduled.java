/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.batch;

import dev.aiops.eval.definition.Definition;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.definition.Hash;
import dev.aiops.eval.definition.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * Runs batches when their definitions' schedules say so. A batch's id is made of its definition and
 * its date, so that it is run once, whoever was up at that time and whoever goes on with it.
 *
 * @param batches where batches are planned and run
 * @param definitions those with a schedule count
 */
public record Scheduled(Batches batches, Definitions definitions) {

  private static final Logger LOG = Logger.getLogger(Scheduled.class.getName());

  /** A date that was missed is made up for within a day. */
  private static final Duration LATEST = Duration.ofDays(1);

  /** Runs each batch that is due. */
  public void runDue() {
    Instant now = batches.writer().clock().instant();
    definitions
        .all()
        .forEach(definition -> due(definition, now).ifPresent(at -> run(definition, at)));
  }

  /** Its newest date that is not after now and not too long ago; empty without a schedule. */
  public static Optional<Instant> due(Definition definition, Instant now) {
    Schedule schedule = definition.schedule();
    return schedule == null
        ? Optional.empty()
        : schedule.notAfter(now).filter(date -> date.isAfter(now.minus(LATEST)));
  }

  private void run(Definition definition, Instant date) {
    Schedule schedule = definition.schedule();
    String id = id(definition, date);
    if (schedule == null || batches.isOver(id)) {
      return;
    }
    if (!batches.isPlanned(id)) {
      batches.plan(id, new Definitions(List.of(definition)), date.minus(schedule.over()), date);
    }
    if (batches.run(id, runs -> {}) instanceof Ended.Stopped stopped) {
      LOG.warning(
          "The batch of %s for %s stopped after %d runs, and is not compared: %s"
              .formatted(definition.name(), date, stopped.runs(), stopped.why()));
    }
  }

  /** The id of the batch of a date. */
  public static String id(Definition definition, Instant date) {
    String whole = definition.name() + "\n" + definition.version() + "\n" + date;
    return "scheduled-" + Hash.hex(whole).substring(0, Long.BYTES * 4);
  }
}
