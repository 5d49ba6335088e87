/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import dev.aiops.eval.batch.Batches;
import dev.aiops.eval.batch.Dates;
import dev.aiops.eval.batch.Scheduled;
import dev.aiops.eval.batch.Throttle;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.event.ReceivedScores;
import dev.aiops.eval.event.ResultEvents;
import dev.aiops.eval.follow.Following;
import dev.aiops.eval.follow.Heartbeat;
import dev.aiops.eval.follow.Pace;
import dev.aiops.eval.follow.PostRun;
import dev.aiops.eval.look.Nightly;
import dev.aiops.eval.request.ControlPlane;
import dev.aiops.eval.request.Requests;
import dev.aiops.eval.score.Evaluation;
import dev.aiops.eval.score.TokenInsert;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Evaluates runs as they end, and starts batches as they are due. */
record FollowCommand(Log log, JudgesReady judges, Optional<ControlPlane> plane, PrintStream out) {

  private static final Duration EXCHANGE = Duration.ofMinutes(1);

  void run(List<String> arguments) {
    Options options =
        Options.of(
            arguments,
            Set.of("--definitions", "--heartbeat", "--part", "--per-minute", "--at-once"),
            Set.of("--wait"));
    Runnable heartbeat =
        options
            .value("--heartbeat")
            .<Runnable>map(file -> new Heartbeat(Path.of(file), log.writer().clock())::beat)
            .orElse(() -> {});
    follow(definitions(options, heartbeat), options.throttle(), heartbeat);
  }

  private Definitions definitions(Options options, Runnable heartbeat) {
    Supplier<Definitions> definitions = () -> usable(options);
    return options.has("--wait")
        ? new Awaited(definitions, Pace.USUAL.every(), heartbeat, out).get()
        : definitions.get();
  }

  private Definitions usable(Options options) {
    Definitions definitions = options.definitions(log.custom());
    judges.require(definitions);
    return definitions;
  }

  private void follow(Definitions definitions, Throttle throttle, Runnable heartbeat) {
    PostRun postRun = new PostRun(log.at(), new Evaluation(definitions), log.writer(), Pace.USUAL);
    // a batch may take long, and runs that end meanwhile are not to wait for it
    Following runs = new Following(() -> evaluate(postRun, heartbeat), Pace.USUAL.every());
    Runtime.getRuntime().addShutdownHook(new Thread(runs::stop));
    List<Following> others = new ArrayList<>(beside(definitions, log.batches(throttle)));
    plane.map(asked -> requests(asked, definitions, throttle)).ifPresent(others::add);
    out.println("Following runs by " + definitions.all().size() + " definitions");
    runs.run();
    others.forEach(Following::stop);
  }

  private static void evaluate(PostRun postRun, Runnable heartbeat) {
    postRun.evaluateDue();
    heartbeat.run();
  }

  /** Each on a thread of its own: what fails holds up no other. */
  private List<Following> beside(Definitions definitions, Batches batches) {
    TokenInsert insert = log.writer().insert();
    Clock clock = log.writer().clock();
    return List.of(
        beside(
            "eval-schedule",
            new Scheduled(batches, definitions, Dates.OF_SCHEDULES)::runDue,
            Pace.USUAL.every()),
        beside(
            "eval-compare",
            new Nightly(batches, definitions, log.comparisons(), Dates.OF_SCHEDULES)::lookDue,
            Pace.USUAL.every()),
        beside("eval-received", new ReceivedScores(insert, clock)::takeIn, EXCHANGE),
        beside("eval-told", new ResultEvents(insert, clock)::tellDue, EXCHANGE));
  }

  /** What people ask for at the control plane. */
  private Following requests(ControlPlane asked, Definitions definitions, Throttle throttle) {
    Requests requests = new Requests(asked, definitions, log::batches, throttle, Requests.USUAL);
    return beside("eval-requests", requests::doDue, Requests.USUAL);
  }

  private static Following beside(String name, Runnable duty, Duration every) {
    Following following = new Following(duty, every);
    Thread thread = new Thread(following::run, name);
    thread.setDaemon(true);
    thread.start();
    return following;
  }
}
