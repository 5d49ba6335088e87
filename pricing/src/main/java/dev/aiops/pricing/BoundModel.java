/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import dev.aiops.pricing.CallFacts.HostedTool;
import dev.aiops.pricing.CallFacts.ServiceTier;
import dev.aiops.pricing.CostBound.Reason;
import dev.aiops.pricing.PricedModel.Offer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A model, its limits and its prices, as far as a bound needs them. */
final class BoundModel {

  private static final long PER_MESSAGE = 16;
  private static final long PER_TOOL = 16;
  private static final long PER_REQUEST = 1_024;
  private static final long UNKNOWN = -1;

  /** How long a call may take, to the time at which it is billed. */
  private static final Duration WINDOW = Duration.ofHours(24);

  private final @Nullable PricedModel model;
  private final Limits limits;
  private final boolean asksToCache;
  private final String miss;

  private BoundModel(@Nullable PricedModel model, Limits limits, boolean asks, String miss) {
    this.model = model;
    this.limits = limits;
    this.asksToCache = asks;
    this.miss = miss;
  }

  static BoundModel of(
      Resolver.Question question, Resolver.Resolution resolution, ModelLimits limits) {
    if (resolution instanceof Resolver.Hit hit) {
      PricedModel model = hit.model();
      String provider = hit.price().provider();
      // Claude caches what the request marks, whoever serves it; all others may cache by themselves
      boolean asks = provider.equals("anthropic") || model.id().contains("claude");
      return new BoundModel(model, limits.find(provider, question.model(), model), asks, "");
    }
    String detail = ((Resolver.Miss) resolution).cost().detail() + "; ";
    return new BoundModel(null, Limits.UNKNOWN, false, detail);
  }

  /** What is to be said before the remedy. */
  String detail(Reason reason) {
    return reason == Reason.UNKNOWN_PRICE ? miss : "";
  }

  /** Whether every price that can hold within the window is known. */
  boolean isPriced(Instant at) {
    for (int i = first(at); i >= 0; i = next(i, at)) {
      if (list(i) == PriceList.UNKNOWN) {
        return false;
      }
    }
    return model != null;
  }

  /** Why there is no bound, as far as that can be told without counting; null if it cannot. */
  @Nullable Reason refusal(CallFacts facts, Instant at, @Nullable CeilingPrice ceiling) {
    boolean priced = isPriced(at);
    if (!priced && ceiling == null) {
      return Reason.UNKNOWN_PRICE;
    }
    if (facts.serviceTier == ServiceTier.PRIORITY && limits.fastThousandths() == 0) {
      return Reason.UNKNOWN_TIER_PRICE;
    }
    if (facts.unknownHostedTool || (!priced && !facts.hostedTools.isEmpty())) {
      return Reason.HOSTED_TOOL;
    }
    for (int i = first(at); i >= 0; i = next(i, at)) {
      Reason reason = refusal(list(i), facts);
      if (reason != null && priced) {
        return reason;
      }
    }
    return null;
  }

  private static @Nullable Reason refusal(PriceList list, CallFacts facts) {
    if ((list.priced() & ~DearestRates.BOUNDED_BITS) != 0) {
      return Reason.UNBOUNDED_UNIT;
    }
    for (int i = 0; i < facts.hostedTools.size(); i++) {
      HostedTool tool = facts.hostedTools.get(i);
      if (tool.maxUses() == 0 || (list.priced() & tool.unit().bit()) == 0) {
        return Reason.HOSTED_TOOL;
      }
    }
    return null;
  }

  /** The most that goes in, for one attempt; negative if that is unknown. */
  long inputTokens(CallFacts facts) {
    long limit = Saturated.multiply(limits.input(), facts.inputs);
    long rounds = rounds(facts);
    if (rounds > 1 || facts.isOpaque()) {
      return limit == 0 ? UNKNOWN : Saturated.multiply(limit, rounds);
    }
    long text = Saturated.add(facts.bodyBytes, facts.toolSchemaBytes);
    long template = Saturated.multiply(facts.messages, PER_MESSAGE);
    long tools = Saturated.multiply(facts.tools, PER_TOOL);
    long all = Saturated.add(Saturated.add(text, template), Saturated.add(tools, PER_REQUEST));
    return limit == 0 ? all : Math.min(all, limit);
  }

  /** The most that comes out for one choice of one round; negative if that is unknown. */
  long outputTokens(CallFacts facts, Instant at) {
    if (facts.withoutOutput || (model != null && !billsOutput(at))) {
      return 0;
    }
    if (facts.maxOutputTokens <= 0) {
      return limits.output() == 0 ? UNKNOWN : limits.output();
    }
    return limits.output() == 0
        ? facts.maxOutputTokens
        : Math.min(facts.maxOutputTokens, limits.output());
  }

  long allOutputTokens(CallFacts facts, long each) {
    return Saturated.multiply(Saturated.multiply(each, facts.choices), rounds(facts));
  }

  /** The provider asks the model again after each use of its tools, with all that went before. */
  private static long rounds(CallFacts facts) {
    long rounds = 1;
    for (int i = 0; i < facts.hostedTools.size(); i++) {
      rounds = Saturated.add(rounds, facts.hostedTools.get(i).maxUses());
    }
    return rounds;
  }

  /** The most that one attempt costs. */
  long nanoUsd(CallFacts facts, Instant at, long input, long output) {
    long excluded = DearestRates.excluded(facts, asksToCache);
    long dearest = 0;
    for (int i = first(at); i >= 0; i = next(i, at)) {
      dearest = Math.max(dearest, DearestRates.nanoUsd(list(i), facts, excluded, input, output));
    }
    return facts.serviceTier == ServiceTier.STANDARD ? dearest : fast(dearest);
  }

  /** At least the standard price: {@link Limits#fastThousandths} is 0, or 1000 and more. */
  private long fast(long nanoUsd) {
    if (limits.fastThousandths() == 0) {
      return nanoUsd;
    }
    long thousandths = Saturated.multiply(nanoUsd, limits.fastThousandths());
    return thousandths == Long.MAX_VALUE ? Long.MAX_VALUE : thousandths / 1_000 + 1;
  }

  private boolean billsOutput(Instant at) {
    for (int i = first(at); i >= 0; i = next(i, at)) {
      if (list(i) == PriceList.UNKNOWN || DearestRates.billsOutput(list(i))) {
        return true;
      }
    }
    return false;
  }

  // The offers that hold at some time within the window, the last first: a later one that holds
  // hides those before it. A call is priced by the first where no condition holds.

  private PriceList list(int place) {
    return offer(place).prices();
  }

  private Offer offer(int place) {
    return Objects.requireNonNull(model).offers().get(place);
  }

  private int first(Instant at) {
    return model == null ? -1 : reachable(model.offers().size() - 1, at);
  }

  private int next(int place, Instant at) {
    return offer(place).condition().holdsThroughout(at) ? -1 : reachable(place - 1, at);
  }

  private int reachable(int from, Instant at) {
    int place = from;
    while (place > 0 && !offer(place).condition().holdsWithin(at, WINDOW)) {
      place--;
    }
    return place;
  }
}
