/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/**
 * A process that reserves and settles as fast as it can until it is killed. What its calls have
 * cost and can still cost is the truth that its provider knows: each thread keeps it in a word of
 * its own in a second mapped file, as a provider would see it, between reserving and settling.
 */
final class HammerMain {

  static final int THREADS = 4;
  static final long MAX_BOUND = 1_000;

  private HammerMain() {}

  public static void main(String[] args) throws Exception {
    CounterFile file = CounterFile.create(Path.of(args[0]));
    Money money = new Money(file, Ticks.SYSTEM);
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Account account = new Account("b", Ticks.SYSTEM);
    account.add(money.lease("b", Lease.MAX_NANO_USD, today, ZoneOffset.UTC, Duration.ofDays(1)));
    LongBuffer truth = truth(Path.of(args[1]));
    for (int thread = 0; thread < THREADS; thread++) {
      int own = thread * 16;
      new Thread(() -> hammer(account, truth, own)).start();
    }
    System.out.println("hammering");
    System.out.flush();
  }

  static LongBuffer truth(Path file) throws Exception {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, THREADS * 128);
      return memory.order(ByteOrder.nativeOrder()).asLongBuffer();
    }
  }

  private static void hammer(Account account, LongBuffer truth, int own) {
    SplittableRandom random = new SplittableRandom(own);
    while (true) {
      Reservation reservation = Money.in(account);
      long bound = random.nextLong(1, MAX_BOUND + 1);
      if (reservation.reserve(bound) == null) {
        long actual = random.nextLong(bound + 1);
        truth.put(own, truth.get(own) + bound); // sent: it can cost so much
        truth.put(own, truth.get(own) - bound + actual); // answered
        reservation.settle(actual);
      }
    }
  }
}
