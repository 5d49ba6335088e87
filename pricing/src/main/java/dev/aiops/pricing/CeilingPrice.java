/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a call of a model without a known price is taken to cost. An operator's decision: it must
 * not be below what the provider bills.
 */
public final class CeilingPrice {

  private static final long PER = 1_000_000;
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

  private final Rate input;
  private final Rate output;

  private CeilingPrice(Rate input, Rate output) {
    this.input = input;
    this.output = output;
  }

  /**
   * A ceiling in US dollars for a million tokens.
   *
   * @throws InvalidPricesException if a figure is not above zero, above a million, or has more than
   *     12 decimals
   */
  public static CeilingPrice ofMillionTokens(BigDecimal inputUsd, BigDecimal outputUsd) {
    return new CeilingPrice(rate("input", inputUsd), rate("output", outputUsd));
  }

  private static Rate rate(String name, BigDecimal usd) {
    if (usd.signum() <= 0 || usd.compareTo(MOST) > 0 || usd.stripTrailingZeros().scale() > 12) {
      throw new InvalidPricesException(
          "the ceiling price",
          List.of(
              name
                  + " "
                  + usd.toPlainString()
                  + ": give USD for a million tokens, above 0 and up to 1000000, with at most 12"
                  + " decimals"));
    }
    return Rate.of(usd, PER);
  }

  /** The dearer of the two, of input and of output each. */
  public CeilingPrice max(CeilingPrice other) {
    return new CeilingPrice(dearer(input, other.input), dearer(output, other.output));
  }

  private static Rate dearer(Rate one, Rate other) {
    return one.usd(PER).compareTo(other.usd(PER)) >= 0 ? one : other;
  }

  /**
   * What {@code usage} is charged in nano-USD, each component rounded up, at most {@link
   * Long#MAX_VALUE}. A usage that lies ({@link Usage#isValid}) is charged that.
   */
  public long nanoUsd(Usage usage) {
    if (!usage.isValid()) {
      return Long.MAX_VALUE;
    }
    long in = Math.max(usage.inputTokens(), usage.largestPart(UsageUnit.INPUT_TOKENS));
    long out = Math.max(usage.outputTokens(), usage.largestPart(UsageUnit.OUTPUT_TOKENS));
    return nanoUsd(in, out);
  }

  long nanoUsd(long inputTokens, long outputTokens) {
    return Saturated.add(Saturated.cost(input, inputTokens), Saturated.cost(output, outputTokens));
  }
}
