/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import dev.aiops.eval.batch.Scheduled;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.event.ReceivedScores;
import dev.aiops.eval.event.ResultEvents;
import dev.aiops.eval.follow.Following;
import dev.aiops.eval.follow.Pace;
import dev.aiops.eval.follow.PostRun;
import dev.aiops.eval.score.Evaluation;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Evaluates runs as they end, and starts batches as they are due. */
record FollowCommand(Log log, PrintStream out) {

  void run(List<String> arguments) {
    Options options =
        Options.of(arguments, Set.of("--definitions", "--part", "--per-minute"), Set.of());
    Definitions definitions = options.definitions(log.custom());
    PostRun postRun = new PostRun(log.at(), new Evaluation(definitions), log.writer(), Pace.USUAL);
    // a batch may take long, and runs that end meanwhile are not to wait for it
    Following runs = new Following(postRun::evaluateDue, Pace.USUAL.every());
    Following dates =
        new Following(
            new Scheduled(log.batches(options.throttle()), definitions)::runDue,
            Pace.USUAL.every());
    Following events = new Following(this::exchange, Duration.ofMinutes(1));
    Runtime.getRuntime().addShutdownHook(new Thread(runs::stop));
    beside(dates, "eval-schedule");
    beside(events, "eval-events");
    out.println("Following runs by " + definitions.all().size() + " definitions");
    runs.run();
  }

  private void exchange() {
    Clock clock = log.writer().clock();
    new ReceivedScores(log.writer().insert(), clock).takeIn();
    new ResultEvents(log.writer().insert(), clock).tellDue();
  }

  private static void beside(Following duty, String name) {
    Thread thread = new Thread(duty::run, name);
    thread.setDaemon(true);
    thread.start();
  }
}
