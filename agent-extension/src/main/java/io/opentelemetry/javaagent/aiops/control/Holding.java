/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import io.opentelemetry.javaagent.aiops.budget.Account;
import io.opentelemetry.javaagent.aiops.budget.Lease;
import io.opentelemetry.javaagent.aiops.control.Answers.Granted;
import io.opentelemetry.javaagent.aiops.control.Asks.Said;
import io.opentelemetry.javaagent.aiops.control.Outcome.Told;

/** A lease in the hands of this process. For the keeper's thread. */
final class Holding {

  final Lease lease;

  /** The process id it was granted to; no other may speak for it. */
  final String process;

  private final Account account;
  private final long exceededBefore;
  private long exceeded;
  private long seq;
  private Lease.Totals told = new Lease.Totals(0, 0, 0);
  private long toldNanos;
  private boolean urgent;
  private boolean gone;

  Holding(Account account, Lease lease, String process, long nanos) {
    this.account = account;
    this.lease = lease;
    this.process = process;
    this.exceededBefore = account.boundExceeded();
    this.toldNanos = nanos;
  }

  static Lease.Grant grant(String budget, Told<Granted> told) {
    Granted granted = told.value();
    return new Lease.Grant(
        granted.lease(),
        budget,
        granted.standing().day(),
        told.askedAtMillis() + granted.standing().resetsIn().toMillis(),
        granted.granted(),
        told.askedAtNanos(),
        granted.spendFor().toNanos());
  }

  /** Takes over the sum of all grants; what is being given back is not added to. */
  void topUp(long total) {
    if (!lease.isRetired()) {
      lease.topUp(total);
    }
  }

  /** What is to be said of it now. */
  Said say(long nanos) {
    Lease.Totals now = lease.totals();
    if (!lease.isRetired()) {
      exceeded = account.boundExceeded() - exceededBefore;
    }
    told = now;
    toldNanos = nanos;
    return new Said(
        lease.grant().id(),
        ++seq,
        lease.granted(),
        now.spent(),
        now.reserved(),
        now.returned(),
        exceeded);
  }

  /** It was not heard, or should be said soon. */
  void hurry() {
    urgent = true;
  }

  void heard() {
    urgent = false;
  }

  /** Whether it is time to report. */
  boolean isDue(long nanos, long news, long heartbeat) {
    long since = nanos - toldNanos;
    return urgent || since >= heartbeat || (since >= news && hasNews());
  }

  private boolean hasNews() {
    Lease.Totals now = lease.totals();
    return now.spent() != told.spent() || now.returned() != told.returned();
  }

  /** The control plane knows nothing of it that could be closed. */
  void gone() {
    gone = true;
    lease.retire();
  }

  boolean isGone() {
    return gone;
  }
}
