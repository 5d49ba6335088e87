/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.batch;

import dev.aiops.eval.definition.Definition;
import dev.aiops.eval.definition.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which date of a schedule is due.
 *
 * @param only the only one, of each schedule; null for those that the schedules have
 */
public record Dates(@Nullable Instant only) {

  /** Those that the schedules have. */
  public static final Dates OF_SCHEDULES = new Dates(null);

  /** A date that was missed is made up for within a day. */
  private static final Duration LATEST = Duration.ofDays(1);

  /** The newest that is not after now and not too long ago; empty without a schedule. */
  public Optional<Instant> due(Definition definition, Instant now) {
    Schedule schedule = definition.schedule();
    if (schedule == null) {
      return Optional.empty();
    }
    return only == null
        ? schedule.notAfter(now).filter(date -> date.isAfter(now.minus(LATEST)))
        : Optional.of(only);
  }
}
