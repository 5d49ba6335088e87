/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that tests move. */
public final class TestClock implements InstantSource {

  private volatile Instant now;

  public TestClock() {
    this(Instant.parse("2026-11-26T11:00:00Z"));
  }

  public TestClock(Instant now) {
    this.now = now;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Moves it; back, where it is negative. */
  public void advance(Duration by) {
    now = now.plus(by);
  }
}
