/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * A price of one unit of usage, exactly: {@code nano / per} nano-USD for one.
 *
 * @param nano in lowest terms with {@code per}
 * @param per above zero
 */
record Rate(long nano, long per) {

  /** The most decimals a figure may have; finer ones are not billed by. */
  static final int DECIMALS = 12;

  private static final BigDecimal NANO = BigDecimal.valueOf(1_000_000_000);

  /**
   * The rate of {@code figure} US dollars for {@code per} units.
   *
   * @throws ArithmeticException if it has more than {@link #DECIMALS} decimals, or is above what a
   *     {@code long} holds
   */
  static Rate of(BigDecimal figure, long per) {
    BigInteger pico = figure.multiply(NANO).movePointRight(3).toBigIntegerExact();
    BigInteger all = BigInteger.valueOf(per).multiply(BigInteger.valueOf(1_000));
    BigInteger common = pico.gcd(all).max(BigInteger.ONE);
    return new Rate(pico.divide(common).longValueExact(), all.divide(common).longValueExact());
  }

  /** The cost of {@code amount} units in nano-USD, rounded up, or -1 if a long cannot hold it. */
  long cost(long amount) {
    long high = Math.multiplyHigh(amount, nano);
    long low = amount * nano;
    if (high != 0 || low < 0) {
      return largeCost(amount);
    }
    return low / per + (low % per == 0 ? 0 : 1);
  }

  private long largeCost(long amount) {
    BigInteger[] cost =
        BigInteger.valueOf(amount)
            .multiply(BigInteger.valueOf(nano))
            .divideAndRemainder(BigInteger.valueOf(per));
    BigInteger up = cost[0].add(BigInteger.valueOf(cost[1].signum()));
    return up.bitLength() < Long.SIZE ? up.longValue() : -1;
  }

  /** The price in US dollars of {@code units}, to {@link #DECIMALS} decimals. */
  BigDecimal usd(long units) {
    return BigDecimal.valueOf(nano)
        .multiply(BigDecimal.valueOf(units))
        .divide(BigDecimal.valueOf(per).multiply(NANO), DECIMALS, RoundingMode.HALF_UP);
  }

  boolean isZero() {
    return nano == 0;
  }
}
