/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.batch;

import dev.aiops.eval.definition.Definition;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.definition.EachDefinition;
import dev.aiops.eval.definition.Hash;
import dev.aiops.eval.definition.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.logging.Logger;

/**
 * Runs batches when their definitions' schedules say so. A batch's id is made of its definition and
 * its date, so that it is run once, whoever was up at that time and whoever goes on with it.
 */
public final class Scheduled {

  private static final Logger LOG = Logger.getLogger(Scheduled.class.getName());

  private final Batches batches;
  private final EachDefinition each;
  private final Dates dates;

  /**
   * Runs nothing yet.
   *
   * @param batches where batches are planned and run
   * @param definitions those with a schedule count
   * @param dates which of their dates are due
   */
  public Scheduled(Batches batches, Definitions definitions, Dates dates) {
    this.batches = batches;
    this.dates = dates;
    each = new EachDefinition(definitions, "run as scheduled");
  }

  /** Runs each batch that is due; one that fails is logged once, and holds up no other. */
  public void runDue() {
    Instant now = batches.writer().clock().instant();
    each.perform(definition -> dates.due(definition, now).ifPresent(date -> run(definition, date)));
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
          "The batch of %s for %s stopped after %d runs: %s"
              .formatted(definition.name(), date, stopped.runs(), stopped.why()));
    }
  }

  /** The id of the batch of a date. */
  public static String id(Definition definition, Instant date) {
    String whole = definition.name() + "\n" + definition.version() + "\n" + date;
    return "scheduled-" + Hash.hex(whole).substring(0, Long.BYTES * 4);
  }
}
