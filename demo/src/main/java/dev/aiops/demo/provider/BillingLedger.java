/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The provider's own book of every request and what it billed. Thread-safe. A request is in the
 * book before the last byte of its answer leaves, so a caller that has its answer finds it here.
 */
public final class BillingLedger {

  private final List<BilledCall> calls = new ArrayList<>();

  /** All requests since start or {@link #reset()}, in the order they were booked. */
  public synchronized List<BilledCall> calls() {
    return List.copyOf(calls);
  }

  /** The requests that carried the directive {@code tag}. */
  public List<BilledCall> tagged(String tag) {
    return calls().stream().filter(call -> call.tag().equals(tag)).toList();
  }

  /** The sum billed for requests that {@code match}, in nano-USD. */
  public long nanoUsd(Predicate<BilledCall> match) {
    return calls().stream().filter(match).mapToLong(BilledCall::nanoUsd).sum();
  }

  /** The sum a caller can account for exactly: usage was reported and the price is public. */
  public long accountableNanoUsd() {
    return nanoUsd(BilledCall::accountable);
  }

  /** Forgets all requests. */
  public synchronized void reset() {
    calls.clear();
  }

  synchronized void book(BilledCall call) {
    calls.add(call);
  }

  /** Replaces what {@link #book} wrote for the same request, when its end came out differently. */
  synchronized void correct(BilledCall call) {
    calls.replaceAll(booked -> booked.number() == call.number() ? call : booked);
  }
}
