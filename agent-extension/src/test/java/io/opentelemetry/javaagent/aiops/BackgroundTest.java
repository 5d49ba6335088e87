/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class BackgroundTest {

  private final Background background = new Background();

  @Test
  void soon_runsInOrder() {
    List<Integer> ran = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 5; i++) {
      int number = i;
      background.soon("counting", () -> ran.add(number));
    }
    background.drain();

    assertThat(ran).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void soonAndLater_runByThemselves_alsoAfterOneThatThrows() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(2);
    background.soon(
        "throwing",
        () -> {
          throw new IllegalStateException("broken task");
        });
    background.soon("counting", ran::countDown);
    background.later("counting", Duration.ofMillis(150), ran::countDown);

    assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void later_cancelled_doesNotRun() {
    AtomicBoolean ran = new AtomicBoolean();
    background.later("cancelled", Duration.ZERO, () -> ran.set(true)).cancel();
    background.drain();

    assertThat(ran).isFalse();
  }

  /** The app's threads cancel while the background looks at what is due. */
  @Test
  void later_cancelledAllTheTime_neverStopsTheWork() throws Exception {
    Faults faults = new Faults();
    Logger.getLogger("dev.aiops").addHandler(faults);
    AtomicBoolean over = new AtomicBoolean();
    Thread app = new Thread(() -> cancelUntil(over), "app");
    app.start();
    try {
      for (int i = 0; i < 20_000; i++) {
        background.drain();
      }
    } finally {
      over.set(true);
      app.join();
      Logger.getLogger("dev.aiops").removeHandler(faults);
    }

    assertThat(faults.messages).isEmpty();
  }

  private void cancelUntil(AtomicBoolean over) {
    while (!over.get()) {
      background.later("cancelled", Duration.ofHours(1), () -> {}).cancel();
    }
  }

  private static final class Faults extends Handler {

    private final List<String> messages = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord record) {
      messages.add(record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
