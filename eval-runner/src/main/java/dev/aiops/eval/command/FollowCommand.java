/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import dev.aiops.eval.batch.Scheduled;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.follow.Following;
import dev.aiops.eval.follow.Heartbeat;
import dev.aiops.eval.follow.Pace;
import dev.aiops.eval.follow.PostRun;
import dev.aiops.eval.look.Nightly;
import dev.aiops.eval.score.Evaluation;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Evaluates runs as they end, and starts batches as they are due. */
record FollowCommand(Log log, JudgesReady judges, PrintStream out) {

  void run(List<String> arguments) {
    Options options =
        Options.of(arguments, Set.of("--definitions", "--heartbeat"), Set.of("--wait"));
    Runnable heartbeat =
        options
            .value("--heartbeat")
            .<Runnable>map(file -> new Heartbeat(Path.of(file), log.writer().clock())::beat)
            .orElse(() -> {});
    Definitions definitions = definitions(options, heartbeat);
    judges.require(definitions);
    follow(definitions, heartbeat);
  }

  private Definitions definitions(Options options, Runnable heartbeat) {
    Supplier<Definitions> definitions = () -> options.definitions(log.custom());
    return options.has("--wait")
        ? new Awaited(definitions, Pace.USUAL.every(), heartbeat, out).get()
        : definitions.get();
  }

  private void follow(Definitions definitions, Runnable heartbeat) {
    PostRun postRun = new PostRun(log.at(), new Evaluation(definitions), log.writer(), Pace.USUAL);
    // a batch may take long, and runs that end meanwhile are not to wait for it
    Following dates = new Following(() -> runAndCompareDue(definitions), Pace.USUAL.every());
    Following runs = new Following(() -> evaluate(postRun, heartbeat), Pace.USUAL.every());
    Runtime.getRuntime().addShutdownHook(new Thread(runs::stop));
    Thread other = new Thread(dates::run, "eval-schedule");
    other.setDaemon(true);
    other.start();
    out.println("Following runs by " + definitions.all().size() + " definitions");
    runs.run();
    dates.stop();
  }

  private static void evaluate(PostRun postRun, Runnable heartbeat) {
    postRun.evaluateDue();
    heartbeat.run();
  }

  private void runAndCompareDue(Definitions definitions) {
    new Scheduled(log.batches(), definitions).runDue();
    new Nightly(log.batches(), definitions, log.comparisons()).lookDue();
  }
}
