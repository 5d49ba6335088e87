/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import dev.aiops.approval.log.ControlLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Tells whoever is configured, on threads of its own: no receiver holds up a decision. Several may
 * run on one log: as a rule one of them sends.
 */
public final class Notifier implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Notifier.class.getName());
  private static final int LOOKS = 5;

  private final NotifySettings settings;
  private final Outboxes outboxes;
  private final InstantSource clock;
  private final List<Sender> senders;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Notifier::thread);
  private final ScheduledFuture<?> reminding;
  private CompletableFuture<?> last = CompletableFuture.completedFuture(0);

  private Notifier(
      NotifySettings settings, Outboxes outboxes, ControlLog log, InstantSource clock) {
    this.settings = settings;
    this.outboxes = outboxes;
    this.clock = clock;
    String instance = UUID.randomUUID().toString();
    senders =
        settings.targets().stream()
            .map(to -> Sender.start(to, outboxes, log, clock, instance, settings.pace()))
            .toList();
    long millis = settings.pace().look().toMillis() * LOOKS;
    reminding = timer.scheduleWithFixedDelay(this::remind, millis, millis, TimeUnit.MILLISECONDS);
  }

  /**
   * Begins; does no I/O in the caller's thread. Without anybody to tell it does nothing.
   *
   * @param log read for what too many waiting notices left out
   */
  public static Notifier start(
      NotifySettings settings, Outboxes outboxes, ControlLog log, InstantSource clock) {
    return new Notifier(settings, outboxes, log, clock);
  }

  private void remind() {
    try {
      Instant now = clock.instant();
      boolean due = Reminding.isDue(outboxes.known(), now, settings.reminderAfter());
      if (due && !settings.isNone() && last.isDone()) {
        last = outboxes.send((state, at) -> Reminding.remind(state, at, settings.reminderAfter()));
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "reminders are looked at again", e);
    }
  }

  /** Sends nothing more; what is not delivered is sent by whoever starts next. */
  @Override
  public void close() {
    reminding.cancel(true);
    timer.shutdownNow();
    senders.forEach(Sender::close);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "aiops-reminders");
    thread.setDaemon(true);
    return thread;
  }
}
