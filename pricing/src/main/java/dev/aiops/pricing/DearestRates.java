/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import static dev.aiops.pricing.UsageUnit.INPUT_CHARACTERS;
import static dev.aiops.pricing.UsageUnit.REQUESTS;
import static dev.aiops.pricing.UsageUnit.TOKEN_BITS;
import static dev.aiops.pricing.UsageUnit.TOOL_CALL_BITS;

import dev.aiops.pricing.CallFacts.CacheMarker;
import dev.aiops.pricing.CallFacts.HostedTool;

/**
 * The most that one attempt costs by one price list. A token is billed once, at one of the rates
 * that can apply to it, and each component is rounded up: so it is at most all tokens at the
 * dearest of these rates, and a nano-USD for each of them.
 */
final class DearestRates {

  /** The units of a request whose amount can be told beforehand. */
  static final long BOUNDED_BITS =
      TOKEN_BITS | TOOL_CALL_BITS | REQUESTS.bit() | INPUT_CHARACTERS.bit();

  private static final long INPUT = bits("tokens", "input");
  private static final long OUTPUT = bits("tokens", "output");
  private static final long CACHE_WRITE = bits("tokens", "cache_write");
  private static final long CACHE_WRITE_1H = bits("cache_write", "1h");
  private static final long IMAGE_INPUT = bits("input", "image");
  private static final long AUDIO_INPUT = bits("input", "audio");
  private static final long VIDEO_INPUT = bits("input", "video");
  private static final long AUDIO_OUTPUT = bits("output", "audio");

  private DearestRates() {}

  private static long bits(String one, String other) {
    long bits = 0;
    for (UsageUnit unit : UsageUnit.values()) {
      bits |= unit.words().contains(one) && unit.words().contains(other) ? unit.bit() : 0;
    }
    return bits;
  }

  /**
   * The units that can have no amount in the answer to such a request, as bits.
   *
   * @param asksToCache whether this provider caches only what is marked in the request
   */
  static long excluded(CallFacts facts, boolean asksToCache) {
    long bits = facts.audioOutput ? 0 : AUDIO_OUTPUT;
    if (!facts.files && !facts.storedInput) {
      bits |= VIDEO_INPUT;
      bits |= facts.images ? 0 : IMAGE_INPUT;
      bits |= facts.audio ? 0 : AUDIO_INPUT;
    }
    if (asksToCache && facts.cacheMarker != CacheMarker.HOUR) {
      bits |= facts.cacheMarker == CacheMarker.NONE ? CACHE_WRITE : CACHE_WRITE_1H;
    }
    return bits;
  }

  static boolean billsOutput(PriceList list) {
    return (list.priced() & OUTPUT) != 0;
  }

  static boolean billsInput(PriceList list) {
    return (list.priced() & INPUT) != 0;
  }

  static long nanoUsd(PriceList list, CallFacts facts, long excluded, long in, long out) {
    long sum = dearest(list, INPUT & ~excluded, in, in);
    sum = Saturated.add(sum, dearest(list, OUTPUT & ~excluded, out, in));
    for (int i = 0; i < list.size(); i++) {
      sum = Saturated.add(sum, other(list.price(i), facts, in));
    }
    return sum;
  }

  private static long dearest(PriceList list, long units, long tokens, long inputTokens) {
    long dearest = 0;
    long components = 0;
    for (int i = 0; i < list.size(); i++) {
      Price price = list.price(i);
      if ((units & price.unit().bit()) != 0) {
        dearest = Math.max(dearest, dearest(price, tokens, inputTokens));
        components++;
      }
    }
    return tokens == 0 ? 0 : Saturated.add(dearest, components);
  }

  /** Any prompt up to the assumed one can be sent, and a longer prompt can have a lower rate. */
  private static long dearest(Price price, long amount, long inputTokens) {
    long dearest = Saturated.cost(price.rates()[0], amount);
    for (int i = 0; i < price.starts().length && price.starts()[i] < inputTokens; i++) {
      dearest = Math.max(dearest, Saturated.cost(price.rates()[i + 1], amount));
    }
    return dearest;
  }

  private static long other(Price price, CallFacts facts, long inputTokens) {
    UsageUnit unit = price.unit();
    if (unit == REQUESTS) {
      return dearest(price, 1, inputTokens);
    }
    if (unit == INPUT_CHARACTERS) {
      return dearest(price, facts.bodyBytes, inputTokens);
    }
    return (unit.bit() & TOOL_CALL_BITS) == 0 ? 0 : dearest(price, uses(facts, unit), inputTokens);
  }

  /** How often the provider may run tools that are billed by {@code unit}. */
  static long uses(CallFacts facts, UsageUnit unit) {
    long uses = 0;
    for (int i = 0; i < facts.hostedTools.size(); i++) {
      HostedTool tool = facts.hostedTools.get(i);
      uses = tool.unit() == unit ? Saturated.add(uses, tool.maxUses()) : uses;
    }
    return uses;
  }
}
