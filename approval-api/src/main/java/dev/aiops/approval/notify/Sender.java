/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import dev.aiops.approval.log.Committed;
import dev.aiops.approval.log.ControlLog;
import dev.aiops.approval.notify.Outboxes.Ask;
import dev.aiops.approval.notify.Outcome.Failed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends one channel's notices, one after the other, on its own thread. A notice counts as delivered
 * only by a row of the log, written after its receiver took it: who is killed between the two sends
 * it again.
 */
final class Sender implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Sender.class.getName());
  private static final int PAGE = 2_000;
  private static final long ASK_SECONDS = 30;
  private static final long CLOSE_MILLIS = 1_500;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Target target;
  private final Outboxes outboxes;
  private final ControlLog log;
  private final InstantSource clock;
  private final String instance;
  private final Pace pace;
  private final Post post;
  private final Thread thread;
  private boolean failing;
  private volatile boolean closed;

  private Sender(
      Target target,
      Outboxes outboxes,
      ControlLog log,
      InstantSource clock,
      String instance,
      Pace pace) {
    this.target = target;
    this.outboxes = outboxes;
    this.log = log;
    this.clock = clock;
    this.instance = instance;
    this.pace = pace;
    post = new Post(pace.attempt());
    thread = new Thread(this::run, "aiops-notify-" + target.channel());
    thread.setDaemon(true);
  }

  static Sender start(
      Target target,
      Outboxes outboxes,
      ControlLog log,
      InstantSource clock,
      String instance,
      Pace pace) {
    Sender sender = new Sender(target, outboxes, log, clock, instance, pace);
    sender.thread.start();
    return sender;
  }

  private void run() {
    try {
      while (!closed) {
        Thread.sleep(step().toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does one thing; returns how long to rest. */
  private Duration step() throws InterruptedException {
    try {
      Optional<Channel> channel = outboxes.known().outbox().channel(target.channel());
      return channel.isPresent() ? step(channel.get()) : open();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "notices are looked at again", e);
      return PAUSE;
    }
  }

  private Duration open() throws InterruptedException {
    ask((state, now) -> Sending.open(state, target.channel()));
    return Duration.ZERO;
  }

  private Duration step(Channel channel) throws InterruptedException {
    Instant now = now();
    Optional<Waiting> next = channel.next(now);
    boolean old = !channel.before(now.minus(pace.giveUp())).isEmpty();
    if (!old && !channel.isToRead() && next.isEmpty()) {
      return pace.look();
    } else if (!channel.isHeldBy(instance, now.plus(pace.attempt()))) {
      return claim(channel, now);
    }
    if (old) {
      giveUp();
    } else if (channel.isToRead()) {
      load(channel.unread());
    } else if (next.isPresent()) {
      deliver(next.get(), channel.failures());
    }
    return Duration.ZERO;
  }

  /** What was seen before the claim may be delivered by now: it is looked at again. */
  private Duration claim(Channel channel, Instant now) throws InterruptedException {
    if (!channel.isFree(now) && !channel.owner().equals(instance)) {
      return pace.look();
    }
    boolean claimed =
        ask((state, at) -> Sending.claim(state, at, target.channel(), instance, pace.claim()));
    return claimed ? Duration.ZERO : pace.look();
  }

  private void giveUp() throws InterruptedException {
    int given = ask((state, now) -> Sending.giveUp(state, now, target.channel(), pace.giveUp()));
    LOG.log(
        System.Logger.Level.ERROR,
        given
            + " notices were not taken by "
            + target.channel()
            + " in "
            + pace.giveUp().toDays()
            + " days and are given up: read the history");
  }

  private void load(long after) throws InterruptedException {
    List<Committed> rows = log.read(after, PAGE).rows();
    ask((state, now) -> Sending.load(state, target.channel(), after, rows));
  }

  private void deliver(Waiting waiting, int failures) throws InterruptedException {
    Notice notice = waiting.notice();
    Outcome outcome = post.send(target.request(notice, clock.instant()));
    if (outcome instanceof Failed failed) {
      tell(failed);
      settle(failure(waiting, failures, failed));
    } else {
      tellRecovery();
      settle((state, now) -> Sending.delivered(state, target.channel(), notice.seq()));
    }
  }

  private Ask<Boolean> failure(Waiting waiting, int failures, Failed failed) {
    double jitter = ThreadLocalRandom.current().nextDouble();
    Duration least = failed.pause().orElse(Duration.ZERO);
    Duration noticeWait = longer(least, pace.retry(waiting.attempts(), jitter));
    Duration channelWait = longer(least, pace.retry(failures, jitter));
    Sending.Failure failure =
        new Sending.Failure(waiting.notice().seq(), noticeWait, channelWait, failed.why());
    return (state, now) -> Sending.failed(state, now, target.channel(), failure);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** Its address is not told: who reads a Slack webhook's can write there. */
  private void tell(Failed failed) {
    if (!failing) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Notices are not taken by "
              + target.channel()
              + ", and are tried again: "
              + failed.why());
    }
    failing = true;
  }

  private void tellRecovery() {
    if (failing) {
      LOG.log(System.Logger.Level.INFO, "Notices are taken by " + target.channel() + " again");
    }
    failing = false;
  }

  /** Until the log has it nothing else is sent: it would be sent twice for each time it is not. */
  private void settle(Ask<Boolean> row) throws InterruptedException {
    while (!closed && !isNoted(row)) {
      Thread.sleep(PAUSE.toMillis());
    }
  }

  private boolean isNoted(Ask<Boolean> row) throws InterruptedException {
    try {
      ask(row);
      return true;
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "what became of a notice is noted later", e);
      return false;
    }
  }

  private <R> R ask(Ask<R> row) throws InterruptedException {
    try {
      return outboxes.send(row).get(ASK_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the control log does not take it", e);
    }
  }

  /** Time never goes back behind the log: a claim holds by the clock of who wrote it. */
  private Instant now() {
    Instant now = clock.instant();
    Instant newest = outboxes.newest();
    return now.isBefore(newest) ? newest : now;
  }

  /** Lets an attempt end, for a while, and sends nothing more. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(CLOSE_MILLIS);
      thread.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
