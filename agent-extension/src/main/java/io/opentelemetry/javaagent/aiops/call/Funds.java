/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import static io.opentelemetry.javaagent.aiops.Vocabulary.BUDGET_ASKED;
import static io.opentelemetry.javaagent.aiops.Vocabulary.BUDGET_CAP;
import static io.opentelemetry.javaagent.aiops.Vocabulary.BUDGET_CHARGE;
import static io.opentelemetry.javaagent.aiops.Vocabulary.BUDGET_CHARGED;
import static io.opentelemetry.javaagent.aiops.Vocabulary.BUDGET_DAY;
import static io.opentelemetry.javaagent.aiops.Vocabulary.BUDGET_LEASED;
import static io.opentelemetry.javaagent.aiops.Vocabulary.BUDGET_LEASES;
import static io.opentelemetry.javaagent.aiops.Vocabulary.BUDGET_MESSAGE;
import static io.opentelemetry.javaagent.aiops.Vocabulary.BUDGET_NAME;
import static io.opentelemetry.javaagent.aiops.Vocabulary.BUDGET_RULE;
import static io.opentelemetry.javaagent.aiops.Vocabulary.BUDGET_SHARES;
import static io.opentelemetry.javaagent.aiops.Vocabulary.BUDGET_SPENT;
import static io.opentelemetry.javaagent.aiops.Vocabulary.BUDGET_WOULD_REFUSE;
import static io.opentelemetry.javaagent.aiops.Vocabulary.WOULD_REFUSE_EVENT;

import dev.aiops.pricing.Cost;
import dev.aiops.pricing.Usage;
import dev.aiops.pricing.UsageUnit;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.javaagent.aiops.budget.Admission;
import io.opentelemetry.javaagent.aiops.budget.CallAsk;
import io.opentelemetry.javaagent.aiops.budget.CallRefusedException;
import io.opentelemetry.javaagent.aiops.budget.Gate;
import io.opentelemetry.javaagent.aiops.budget.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The budgets' part in one call: asks them before it is sent, and charges them when it has ended.
 * What fails on the way is a refusal, and what fails at the end leaves the money set aside.
 */
final class Funds {

  private static final int NANO = 9;

  private final Gate gate;
  private final Span span;
  private final CallAsk ask;
  private volatile @Nullable Verdict verdict;
  private volatile boolean over;

  Funds(Gate gate, Span span, CallAsk ask) {
    this.gate = gate;
    this.span = span;
    this.ask = ask;
  }

  /** Asks for the call; null if it may be sent. Asked again it says the same. */
  synchronized @Nullable CallRefusedException admit(
      @Nullable String provider, @Nullable String host) {
    if (verdict == null) {
      decided(over ? ended() : gate.admit(ask.to(provider, host)));
    }
    return verdict instanceof Verdict.Refused refused ? refused.exception() : null;
  }

  /** Whether it is decided what {@link #admit} says; decides it where nothing need be awaited. */
  synchronized boolean isDecided(@Nullable String provider, @Nullable String host) {
    if (verdict == null) {
      Verdict atOnce = over ? ended() : gate.admitAtOnce(ask.to(provider, host));
      if (atOnce != null) {
        decided(atOnce);
      }
    }
    return verdict != null;
  }

  /** Decides that the call may not be sent, as there is no thread on which it could wait. */
  synchronized void cannotWait(Throwable why) {
    if (verdict == null) {
      boolean crowded = why instanceof RejectedExecutionException;
      decided(crowded ? gate.crowded() : gate.refused(why));
    }
  }

  private void decided(Verdict known) {
    verdict = known;
    if (over && known instanceof Admission admission) {
      admission.settleUnbilled(); // its end came too early to see it
      verdict = ended();
    }
  }

  private Verdict.Refused ended() {
    return gate.refused(new IllegalStateException("the call has ended already"));
  }

  /** The output limit that must be put into the request; 0 for none. */
  long injectMaxTokens() {
    return verdict instanceof Admission admission ? admission.injectMaxTokens() : 0;
  }

  /** Asks for one attempt; null if it may be sent. */
  @Nullable CallRefusedException attempt(
      boolean earlierMayBeBilled, @Nullable String provider, @Nullable String host) {
    CallRefusedException refused = admit(provider, host);
    if (refused != null || !(verdict instanceof Admission admission)) {
      return refused;
    }
    Verdict.Refused no = admission.attempt(earlierMayBeBilled, provider, host);
    if (no != null) {
      describe(no);
    }
    return no == null ? null : no.exception();
  }

  /** Tells the refusal on the span. */
  void describe() {
    if (verdict instanceof Verdict.Refused refused) {
      describe(refused);
    }
  }

  private void describe(Verdict.Refused refused) {
    span.setAllAttributes(attributes(refused).build());
  }

  private static AttributesBuilder attributes(Verdict.Refused refused) {
    AttributesBuilder attributes = Attributes.builder().put(BUDGET_RULE, refused.rule());
    if (!refused.exception().budget().isEmpty()) {
      attributes.put(BUDGET_NAME, refused.exception().budget());
    }
    if (refused.asked() >= 0) {
      attributes.put(BUDGET_ASKED, usd(refused.asked()));
    }
    if (refused.day() != null) {
      attributes.put(BUDGET_DAY, refused.day().toString());
    }
    Verdict.Figures figures = refused.figures();
    if (figures != null) {
      attributes
          .put(BUDGET_CAP, usd(figures.cap()))
          .put(BUDGET_SPENT, usd(figures.spent()))
          .put(BUDGET_LEASED, usd(figures.leased()));
    }
    return attributes;
  }

  /**
   * Charges what the call cost.
   *
   * @param wrote whether any text of the answer arrived
   */
  void settle(Usage usage, Cost cost, boolean wrote) {
    over = true;
    if (verdict instanceof Admission admission) {
      long nanoUsd = isCredible(usage, wrote) ? nanoUsd(admission, usage, cost) : -1;
      settled(admission, nanoUsd < 0 ? admission.settleInFull() : admission.settle(nanoUsd));
    }
  }

  /** A provider that says it read nothing, or wrote nothing where text came, is not believed. */
  private static boolean isCredible(Usage usage, boolean wrote) {
    return !usage.isEstimated()
        && usage.isValid()
        && usage.amount(UsageUnit.INPUT_TOKENS) > 0
        && (!wrote || usage.amount(UsageUnit.OUTPUT_TOKENS) > 0);
  }

  /** An estimate may be too low, so it is not charged below what was set aside. */
  private static long nanoUsd(Admission admission, Usage usage, Cost cost) {
    if (cost instanceof Cost.Estimated estimated) {
      return Math.max(estimated.nanoUsd(), admission.bound());
    }
    return cost instanceof Cost.Known known ? known.nanoUsd() : admission.ceiling(usage);
  }

  /** Charges all that was set aside: nobody knows what the call cost. */
  void settleInFull() {
    over = true;
    if (verdict instanceof Admission admission) {
      settled(admission, admission.settleInFull());
    }
  }

  /** Charges nothing for the last attempt: it cannot have been billed. */
  void settleUnbilled() {
    over = true;
    if (verdict instanceof Admission admission) {
      settled(admission, admission.settleUnbilled());
    }
  }

  private void settled(Admission admission, Admission.@Nullable Settled settled) {
    if (settled == null) {
      return;
    }
    span.setAttribute(BUDGET_LEASES, List.copyOf(settled.shares().keySet()));
    if (settled.isSpread()) {
      span.setAttribute(BUDGET_SHARES, settled.shares().values().stream().map(Funds::usd).toList());
    }
    span.setAttribute(BUDGET_CHARGED, usd(settled.nanoUsd()));
    span.setAttribute(BUDGET_CHARGE, settled.charge().name().toLowerCase(Locale.ROOT));
    wouldRefuse(admission.wouldRefuse());
  }

  private void wouldRefuse(List<Verdict.Refused> refusals) {
    if (refusals.isEmpty()) {
      return;
    }
    span.setAttribute(
        BUDGET_WOULD_REFUSE, refusals.stream().map(each -> each.exception().budget()).toList());
    for (Verdict.Refused each : refusals) {
      String told = String.valueOf(each.exception().getMessage());
      span.addEvent(WOULD_REFUSE_EVENT, attributes(each).put(BUDGET_MESSAGE, told).build());
    }
  }

  private static String usd(long nanoUsd) {
    return BigDecimal.valueOf(nanoUsd, NANO).toPlainString();
  }
}
