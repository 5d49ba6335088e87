/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Failed sign-ins by key: an account's name, or an address. A few are free; each after those makes
 * the next wait twice as long, up to a most. Keys that are not known are counted as known ones are,
 * so that a wait tells nothing.
 */
final class Attempts {

  /**
   * How it counts.
   *
   * @param free failures without a wait
   * @param first the wait after the first that is not free
   * @param longest the longest wait
   * @param forget after how long without a failure a key is forgotten
   * @param keys most that are remembered; the longest untouched goes first
   */
  record Limits(int free, Duration first, Duration longest, Duration forget, int keys) {

    /** An account: after five failures 1 s, 2 s, 4 s … 1 min; about 1,440 guesses a day. */
    static final Limits ACCOUNT =
        new Limits(5, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofHours(1), 10_000);

    /** An address, behind which there may be an office: after 20 failures. */
    static final Limits ADDRESS =
        new Limits(20, Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(1), 10_000);
  }

  private record Failures(int count, Instant last) {}

  private final Limits limits;
  private final InstantSource clock;
  private final Map<String, Failures> failures;

  Attempts(Limits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
    failures = new Recent(limits.keys());
  }

  /** How long this key has to wait; zero where it need not. */
  synchronized Duration left(String key) {
    Failures before = failures.get(key);
    if (before == null) {
      return Duration.ZERO;
    }
    Duration since = Duration.between(before.last(), clock.instant());
    if (since.isNegative() || since.compareTo(limits.forget()) >= 0) {
      // a clock that went back must lock nobody out
      failures.remove(key);
      return Duration.ZERO;
    }
    Duration left = wait(before.count()).minus(since);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Counts an attempt before its outcome is known, so that many at once are many. */
  synchronized void count(String key) {
    Failures before = failures.get(key);
    int count = before == null ? 0 : before.count();
    failures.put(key, new Failures(count + 1, clock.instant()));
  }

  /** It succeeded: nothing is held against it any more. */
  synchronized void clear(String key) {
    failures.remove(key);
  }

  /** Takes one count back, for an address that others share. */
  synchronized void takeBack(String key) {
    failures.computeIfPresent(
        key,
        (same, before) ->
            before.count() <= 1 ? null : new Failures(before.count() - 1, before.last()));
  }

  private Duration wait(int count) {
    int doublings = Math.min(count - limits.free() - 1, 30);
    if (doublings < 0) {
      return Duration.ZERO;
    }
    Duration wait = limits.first().multipliedBy(1L << doublings);
    return wait.compareTo(limits.longest()) > 0 ? limits.longest() : wait;
  }

  private static final class Recent extends LinkedHashMap<String, Failures> {

    private final int most;

    Recent(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
      return size() > most;
    }
  }
}
