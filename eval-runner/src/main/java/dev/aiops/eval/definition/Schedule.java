/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.definition;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a batch is to start, and over which time.
 *
 * @param cron minute, hour, day of month, month and day of week, as crontab has them
 * @param zone whose clock
 * @param over over which time before the start
 * @param gate what the runs of that time are compared with; null where nothing is
 */
public record Schedule(String cron, ZoneId zone, Duration over, @Nullable NightlyGate gate) {

  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  /** Fails on what crontab would not read. */
  public Schedule {
    PARSER.parse(cron).validate();
  }

  /** The newest start that is not after a moment; empty where there is none, as on 31 February. */
  public Optional<Instant> notAfter(Instant moment) {
    // the library looks before a moment, and the moment itself counts
    return ExecutionTime.forCron(PARSER.parse(cron))
        .lastExecution(moment.plusMillis(1).atZone(zone))
        .map(last -> last.toInstant());
  }
}
