/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import static dev.aiops.pricing.UsageUnit.CACHE_READ_TOKENS;
import static dev.aiops.pricing.UsageUnit.CACHE_WRITE_1H_TOKENS;
import static dev.aiops.pricing.UsageUnit.CACHE_WRITE_TOKENS;
import static dev.aiops.pricing.UsageUnit.INPUT_TOKENS;
import static dev.aiops.pricing.UsageUnit.INPUT_TOOL_TOKENS;
import static dev.aiops.pricing.UsageUnit.OUTPUT_CITATION_TOKENS;
import static dev.aiops.pricing.UsageUnit.OUTPUT_REASONING_TOKENS;
import static dev.aiops.pricing.UsageUnit.OUTPUT_TOKENS;

import java.util.Arrays;
import java.util.Locale;

/**
 * What one model call used, normalised: totals contain their parts, whatever the provider's own
 * convention. Input tokens contain cache reads, cache writes, audio and images; output tokens
 * contain reasoning.
 *
 * <p>Immutable. An amount that was not reported reads as zero; {@link #reports} tells the two
 * apart.
 *
 * <pre>{@code
 * Usage usage = Usage.builder(UsageConvention.CACHE_APART) // as Anthropic writes it
 *     .inputTokens(12).cacheReadTokens(4_000).outputTokens(250)
 *     .build();
 * usage.inputTokens(); // 4012
 * }</pre>
 */
public final class Usage {

  /** The largest amount that is believed: no call uses a million times a billion of anything. */
  public static final long MAX_AMOUNT = 1_000_000_000_000_000L;

  private static final UsageUnit[] UNITS = UsageUnit.values();
  private static final long NOT_REPORTED = -1;

  private final long[] amounts; // by ordinal, cut after the last reported unit
  private final boolean estimated;
  private final boolean valid;

  private Usage(long[] amounts, boolean estimated, boolean valid) {
    this.amounts = amounts;
    this.estimated = estimated;
    this.valid = valid;
  }

  /** Starts usage whose totals contain their parts ({@link UsageConvention#INCLUSIVE}). */
  public static Builder builder() {
    return new Builder(UsageConvention.INCLUSIVE);
  }

  /** Starts usage written as {@code convention} says; {@link Builder#build} normalises it. */
  public static Builder builder(UsageConvention convention) {
    return new Builder(convention);
  }

  /** All input tokens, cached ones included. */
  public long inputTokens() {
    return amount(INPUT_TOKENS);
  }

  /** Input tokens read from the provider's cache; part of {@link #inputTokens()}. */
  public long cacheReadTokens() {
    return amount(CACHE_READ_TOKENS);
  }

  /** Input tokens written to the provider's cache, for any time; part of {@link #inputTokens()}. */
  public long cacheWriteTokens() {
    return amount(CACHE_WRITE_TOKENS);
  }

  /** Input tokens cached for an hour; part of {@link #cacheWriteTokens()}. */
  public long cacheWrite1hTokens() {
    return amount(CACHE_WRITE_1H_TOKENS);
  }

  /** All output tokens, reasoning included. */
  public long outputTokens() {
    return amount(OUTPUT_TOKENS);
  }

  /** Output tokens spent on reasoning; part of {@link #outputTokens()}. */
  public long reasoningTokens() {
    return amount(OUTPUT_REASONING_TOKENS);
  }

  /** The amount in {@code unit}; zero if not reported. */
  public long amount(UsageUnit unit) {
    return Math.max(0, raw(unit));
  }

  /** Whether {@code unit} was reported, be it as zero. */
  public boolean reports(UsageUnit unit) {
    return raw(unit) != NOT_REPORTED;
  }

  /** Whether the amounts are somebody's estimate, not the provider's report. */
  public boolean isEstimated() {
    return estimated;
  }

  /** False if a negative amount was reported, or one above {@link #MAX_AMOUNT}. */
  public boolean isValid() {
    return valid;
  }

  /** Whether nothing above zero was reported. */
  public boolean isEmpty() {
    for (long amount : amounts) {
      if (amount > 0) {
        return false;
      }
    }
    return true;
  }

  /** The units with an amount above zero, as bits. */
  long positiveBits() {
    long bits = 0;
    for (int i = 0; i < amounts.length; i++) {
      bits |= amounts[i] > 0 ? 1L << i : 0;
    }
    return bits;
  }

  /** The largest amount of a unit that is part of {@code whole}; zero if there is none. */
  long largestPart(UsageUnit whole) {
    long largest = 0;
    for (int i = 0; i < amounts.length; i++) {
      boolean isPart = amounts[i] > largest && (whole.partBits() >> i & 1) != 0;
      largest = isPart ? amounts[i] : largest;
    }
    return largest;
  }

  /** This usage with another amount of {@code unit}. */
  Usage with(UsageUnit unit, long amount) {
    long[] changed = new long[Math.max(amounts.length, unit.index() + 1)];
    Arrays.fill(changed, NOT_REPORTED);
    System.arraycopy(amounts, 0, changed, 0, amounts.length);
    changed[unit.index()] = amount;
    return new Usage(changed, estimated, valid);
  }

  private long raw(UsageUnit unit) {
    return unit.index() < amounts.length ? amounts[unit.index()] : NOT_REPORTED;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Usage that
        && estimated == that.estimated
        && valid == that.valid
        && Arrays.equals(amounts, that.amounts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(amounts);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Usage{");
    for (int i = 0; i < amounts.length; i++) {
      if (amounts[i] != NOT_REPORTED) {
        text.append(UNITS[i].name().toLowerCase(Locale.ROOT)).append('=');
        text.append(amounts[i]).append(' ');
      }
    }
    text.append(estimated ? "estimated" : "reported").append(valid ? "}" : ", invalid}");
    return text.toString();
  }

  /** Collects amounts as the provider wrote them. Not for use by several threads. */
  public static final class Builder {

    private final UsageConvention convention;
    private final long[] amounts = new long[UNITS.length];
    private int length;
    private boolean estimated;
    private boolean valid = true;

    private Builder(UsageConvention convention) {
      this.convention = convention;
      Arrays.fill(amounts, NOT_REPORTED);
    }

    /** Input tokens, as the provider counts them. */
    public Builder inputTokens(long amount) {
      return amount(INPUT_TOKENS, amount);
    }

    /** Input tokens read from the cache. */
    public Builder cacheReadTokens(long amount) {
      return amount(CACHE_READ_TOKENS, amount);
    }

    /** Input tokens written to the cache, for any time. */
    public Builder cacheWriteTokens(long amount) {
      return amount(CACHE_WRITE_TOKENS, amount);
    }

    /** Input tokens cached for an hour; part of {@link #cacheWriteTokens}. */
    public Builder cacheWrite1hTokens(long amount) {
      return amount(CACHE_WRITE_1H_TOKENS, amount);
    }

    /** Output tokens, as the provider counts them. */
    public Builder outputTokens(long amount) {
      return amount(OUTPUT_TOKENS, amount);
    }

    /** Output tokens spent on reasoning. */
    public Builder reasoningTokens(long amount) {
      return amount(OUTPUT_REASONING_TOKENS, amount);
    }

    /**
     * Any amount. A negative one, or one above {@link #MAX_AMOUNT}, makes the usage invalid and so
     * its cost unpriced.
     */
    public Builder amount(UsageUnit unit, long amount) {
      if (amount < 0 || amount > MAX_AMOUNT) {
        valid = false;
        return this;
      }
      amounts[unit.index()] = amount;
      length = Math.max(length, unit.index() + 1);
      return this;
    }

    /** Says that the amounts are an estimate: their cost will be {@link Cost.Estimated}. */
    public Builder estimated() {
      estimated = true;
      return this;
    }

    /** The usage, with parts that the provider counts apart added to their totals. */
    public Usage build() {
      long[] built = Arrays.copyOf(amounts, length);
      if (convention.cacheApart) {
        add(built, INPUT_TOKENS, CACHE_READ_TOKENS);
        add(built, INPUT_TOKENS, CACHE_WRITE_TOKENS);
      }
      if (convention.reasoningApart) {
        add(built, INPUT_TOKENS, INPUT_TOOL_TOKENS);
        add(built, OUTPUT_TOKENS, OUTPUT_REASONING_TOKENS);
        add(built, OUTPUT_TOKENS, OUTPUT_CITATION_TOKENS);
      }
      return new Usage(built, estimated, valid);
    }

    private static void add(long[] amounts, UsageUnit whole, UsageUnit part) {
      if (part.index() < amounts.length && amounts[part.index()] > 0) {
        amounts[whole.index()] = Math.max(0, amounts[whole.index()]) + amounts[part.index()];
      }
    }
  }
}
