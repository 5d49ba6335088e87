/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import dev.aiops.pricing.Cost;
import dev.aiops.pricing.ModelUse;
import dev.aiops.pricing.Usage;
import io.opentelemetry.api.trace.Span;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a call comes to: its usage and cost on its span, and its charge in the budgets. The cost is
 * the likeliest figure, the charge one that is never too low; where the provider reported what was
 * used they are the same. Thread-safe but for its end, which is told once.
 */
final class CallBill {

  /** Where the call went. */
  record Where(@Nullable String provider, @Nullable String host) {}

  private static final String BEDROCK = "aws.bedrock";

  private final Billing billing;
  private final ModelRequest request;
  private final Span span;
  private final Instant startedAt;
  private final Attempts attempts;
  private final @Nullable Funds funds;
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong receivedBelow = new AtomicLong();

  CallBill(
      Billing billing,
      ModelRequest request,
      Span span,
      Instant startedAt,
      Attempts attempts,
      @Nullable Funds funds) {
    this.billing = billing;
    this.request = request;
    this.span = span;
    this.startedAt = startedAt;
    this.attempts = attempts;
    this.funds = funds;
  }

  /** So many characters more of the answer arrived. */
  void received(int chars) {
    received.addAndGet(chars);
  }

  /** As {@link #received}, read by a hook below, of the last attempt. */
  void receivedBelow(int chars) {
    receivedBelow.addAndGet(chars);
  }

  void attemptStarted() {
    receivedBelow.set(0);
  }

  /** The answer is complete. */
  void answered(ModelResponse known, Where where) {
    long chars = outputChars(known);
    Usage usage = usage(known, chars);
    Cost cost = bill(known, usage, where);
    if (funds != null) {
      funds.settle(usage, cost, chars > 0);
    }
  }

  /** The call failed before any of its answer arrived. */
  void failed(ModelResponse known, Where where) {
    if (known.usage() != null || attempts.wasTaken()) {
      billWhatArrived(known, where);
    }
    settleLost();
  }

  /** The answer broke off. */
  void broken(ModelResponse known, Where where) {
    billWhatArrived(known, where);
    settleLost();
  }

  /** The app gave the call up. */
  void incomplete(ModelResponse known, Where where) {
    if (known.usage() != null || attempts.wasTaken() || received.get() > 0) {
      billWhatArrived(known, where);
    }
    settleLost();
  }

  private void billWhatArrived(ModelResponse known, Where where) {
    bill(known, usage(known, Math.max(0, outputChars(known))), where);
  }

  /** A provider may go on and bill what nobody reads, also where its usage was told before. */
  private void settleLost() {
    if (funds != null && attempts.mayBeBilled()) {
      funds.settleInFull();
    } else if (funds != null) {
      funds.settleUnbilled();
    }
  }

  private long outputChars(ModelResponse known) {
    long counted = received.get();
    if (counted > 0 || known.outputChars() >= 0) {
      return counted > 0 ? counted : known.outputChars();
    }
    long below = receivedBelow.get();
    return below > 0 ? below : -1;
  }

  private Usage usage(ModelResponse known, long outputChars) {
    if (known.usage() != null) {
      return known.usage();
    }
    boolean writes = request.operation() != Operation.EMBEDDINGS;
    return Billing.estimate(request.inputChars(), writes ? outputChars : -1);
  }

  private Cost bill(ModelResponse known, Usage usage, Where where) {
    String model = sold(known, where);
    return billing.bill(
        span,
        new ModelUse(where.provider(), where.host(), model == null ? "" : model, startedAt, usage));
  }

  /** On Bedrock what was asked for: the price is of its regions, which answers do not name. */
  private @Nullable String sold(ModelResponse known, Where where) {
    boolean asIsAnswered = known.model() != null && !BEDROCK.equals(where.provider());
    return asIsAnswered || request.model() == null ? known.model() : request.model();
  }
}
