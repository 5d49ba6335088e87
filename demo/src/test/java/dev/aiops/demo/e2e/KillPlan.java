/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What is killed when, by a seed: each at the moment at which some share of the cap is spent, and a
 * little later. What is done in one line comes one after another; lines overlap as they will.
 */
final class KillPlan {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final double EARLIEST = 0.1;
  private static final double LATEST = 0.8;
  private static final int JITTER_MICROS = 300_000;

  private final Random random;
  private final long cap;
  private final LongSupplier spent;

  KillPlan(long seed, long cap, LongSupplier spent) {
    this.random = new Random(seed);
    this.cap = cap;
    this.spent = spent;
  }

  /** Something to kill. */
  record Victim(String name, Runnable kill) {}

  private record Step(Victim victim, long atNanoUsd, int laterMicros) {}

  /** Does all of {@code victims} in an order and at moments of its own, in the background. */
  CompletableFuture<Void> line(List<Victim> victims) {
    List<Victim> shuffled = new ArrayList<>(victims);
    Collections.shuffle(shuffled, random);
    List<Long> moments =
        shuffled.stream()
            .map(victim -> (long) (cap * random.nextDouble(EARLIEST, LATEST)))
            .sorted()
            .toList();
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < shuffled.size(); i++) {
      steps.add(new Step(shuffled.get(i), moments.get(i), random.nextInt(JITTER_MICROS)));
    }
    return CompletableFuture.runAsync(() -> steps.forEach(this::take), KillPlan::inThread);
  }

  private static void inThread(Runnable line) {
    Thread thread = new Thread(line, "kills");
    thread.setDaemon(true);
    thread.start();
  }

  private void take(Step step) {
    Await.until("enough is spent", PATIENCE, () -> spent.getAsLong() >= step.atNanoUsd());
    pause(step.laterMicros());
    System.out.printf("at %d: kill -9 %s%n", spent.getAsLong(), step.victim().name());
    step.victim().kill().run();
  }

  /** Not a wait for anything: the moment is what is at random. */
  private static void pause(int micros) {
    try {
      TimeUnit.MICROSECONDS.sleep(micros);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** {@code count} different numbers below {@code all}. */
  List<Integer> choose(int count, int all) {
    return random.ints(0, all).distinct().limit(count).boxed().toList();
  }
}
