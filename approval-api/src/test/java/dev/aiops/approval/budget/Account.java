/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import java.time.Instant;

/** What an agent counts on one lease; it survives its process as the counter file does. */
final class Account {

  final DayId lease;
  final Holder holder;
  long granted;
  long returned;
  long spent;
  long reserved;
  long seq;
  long boundExceeded;
  Instant spendUntil = Instant.MIN;
  boolean closing;
  boolean closed;

  Account(DayId lease, Holder holder) {
    this.lease = lease;
    this.holder = holder;
  }

  long available() {
    return granted - returned - spent - reserved;
  }

  boolean mayReserve(long bound, Instant now) {
    return !closing && !closed && now.isBefore(spendUntil) && bound <= available();
  }

  /**
   * The next report; its number is given when it is sent, so a report overtaken is an older one.
   */
  Report report() {
    seq++;
    return new Report(
        lease.toString(), holder, new Counters(seq, spent, reserved, returned, boundExceeded));
  }

  void giveBackIdle() {
    returned += Math.max(0, available());
  }

  void hear(LeaseReply.LeaseView view, Instant sent) {
    granted = Math.max(granted, view.granted());
    renew(view.spendForSeconds(), sent);
    if (view.stop() == LeaseReply.Stop.CLOSED) {
      closed = true;
    }
  }

  void renew(long seconds, Instant sent) {
    Instant until = sent.plusSeconds(seconds);
    spendUntil = until.isAfter(spendUntil) ? until : spendUntil;
  }
}
