/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Caller;
import dev.aiops.approval.budget.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A recorded model call, as a test tells it. */
final class Recorded {

  private final Instant at;
  private String run = "run-1";
  private String process = "desk/1";
  private String agent = "helper";
  private String model = "gpt-5";
  private Bill.Status status = Bill.Status.PRICED;
  private @Nullable Long cost;
  private @Nullable Long setAside;
  private @Nullable Long input;
  private @Nullable Long output;

  private Recorded(String at) {
    this.at = Instant.parse(at);
  }

  /** Of unknown cost until it is told. */
  static Recorded at(String utc) {
    return new Recorded(utc).status(Bill.Status.UNKNOWN_COST);
  }

  Recorded cost(String usd) {
    cost = Money.nanos(usd);
    return status(Bill.Status.PRICED);
  }

  Recorded setAside(String usd) {
    setAside = Money.nanos(usd);
    return this;
  }

  Recorded status(Bill.Status value) {
    status = value;
    return this;
  }

  Recorded unbilled() {
    cost = 0L;
    return status(Bill.Status.UNBILLED);
  }

  Recorded unknownPrice() {
    return status(Bill.Status.UNKNOWN_PRICE);
  }

  Recorded tokens(long in, long out) {
    input = in;
    output = out;
    return this;
  }

  Recorded run(String value) {
    run = value;
    return this;
  }

  Recorded process(String value) {
    process = value;
    return this;
  }

  Recorded agent(String value) {
    agent = value;
    return this;
  }

  Recorded model(String value) {
    model = value;
    return this;
  }

  Call call() {
    Caller caller = new Caller("desk", agent, "red", "live", "", model);
    return new Call(at, run, process, caller, new Bill(status, cost, setAside, input, output));
  }
}
