/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import dev.aiops.eval.batch.Batches;
import dev.aiops.eval.batch.Dates;
import dev.aiops.eval.batch.Ended;
import dev.aiops.eval.batch.Scheduled;
import dev.aiops.eval.compare.Report;
import dev.aiops.eval.definition.Definition;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.event.ResultEvents;
import dev.aiops.eval.look.KeptLook;
import dev.aiops.eval.look.Nightly;
import dev.aiops.eval.stat.Interval;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Runs the batches of schedules and compares them, once, for who starts it by a schedule's own. */
record NightlyCommand(Log log, JudgesReady judges, PrintStream out) {

  private static final Set<String> WITH_VALUE =
      Set.of("--definitions", "--date", "--part", "--per-minute", "--at-once");

  /** Returns the exit status: that of the worst which was found, as a gate has it. */
  int run(List<String> arguments) {
    Options options = Options.of(arguments, WITH_VALUE, Set.of());
    Definitions definitions = options.definitions(log.custom());
    judges.require(definitions);
    Dates dates = dates(options);
    Batches batches = log.batches(options.throttle());
    Nightly nightly = new Nightly(batches, definitions, log.comparisons(), dates);
    new Scheduled(batches, definitions, dates).runDue();
    nightly.lookDue();
    new ResultEvents(log.writer().insert(), log.writer().clock()).tellDue();
    return definitions.all().stream()
        .flatMap(
            one -> dates.due(one, now()).map(date -> told(one, date, batches, nightly)).stream())
        .reduce(Report.PASS, NightlyCommand::worse);
  }

  private Instant now() {
    return log.writer().clock().instant();
  }

  private Dates dates(Options options) {
    Optional<String> text = options.value("--date");
    if (text.isEmpty()) {
      return Dates.OF_SCHEDULES;
    }
    Instant now = now().truncatedTo(ChronoUnit.SECONDS);
    Instant date = text.get().equals("now") ? now : options.moment("--date");
    if (date.isAfter(now)) {
      throw new UnusableException(
          "--date " + date + " is not over: runs may still begin before it");
    }
    return new Dates(date);
  }

  /** That something became worse is worse than not to know. */
  private static int worse(int one, int other) {
    return one == Report.REGRESSION || other == Report.REGRESSION
        ? Report.REGRESSION
        : Math.max(one, other);
  }

  private int told(Definition definition, Instant date, Batches batches, Nightly nightly) {
    String batch = Scheduled.id(definition, date);
    out.println(definition.name() + ", " + date);
    out.print(new Summary(batch).of(log.at()));
    Optional<KeptLook> look = nightly.found(definition, date);
    look.ifPresent(found -> out.println("  " + words(found)));
    return look.map(NightlyCommand::status).orElseGet(() -> status(batches.ended(batch)));
  }

  private static int status(KeptLook look) {
    return switch (look.verdict()) {
      case "PASS", "REFERENCE" -> Report.PASS;
      case "REGRESSION" -> Report.REGRESSION;
      default -> Report.UNKNOWN;
    };
  }

  /** Of what is scored and not compared. */
  private static int status(Optional<Ended> ended) {
    return ended.filter(Ended.Finished.class::isInstance).isPresent()
        ? Report.PASS
        : Report.UNKNOWN;
  }

  private static String words(KeptLook look) {
    Double effect = look.effect();
    Interval interval = look.interval();
    return effect == null || interval == null
        ? look.verdict() + ": " + look.reason()
        : String.format(
            Locale.ROOT,
            "%s: %+.3f (95 %% interval %+.3f to %+.3f), look %d at %s",
            look.verdict(),
            effect,
            interval.low(),
            interval.high(),
            look.look(),
            look.reference());
  }
}
