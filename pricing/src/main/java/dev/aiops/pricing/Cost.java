/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a model call cost, or why that is not known. Never zero for unknown.
 *
 * <p>Money is in nano-USD (10<sup>-9</sup> US dollars). Every component is rounded up to a whole
 * nano-USD, so a sum of costs is never below the sum of exact prices and above it by less than a
 * nano-USD a component.
 */
public sealed interface Cost {

  /** The largest cost that is priced: what a {@code Decimal(18, 9)} holds, about a billion USD. */
  long MAX_NANO_USD = 999_999_999_999_999_999L;

  /** {@code priced}, {@code estimated} or {@code unpriced}. */
  String status();

  /** A cost that is a number. */
  sealed interface Known extends Cost {

    /** What makes up the cost: one entry a billed unit, none for an amount of zero. */
    List<Component> components();

    /** Which price was applied. */
    AppliedPrice price();

    /** The sum of the components, from 0 to {@link #MAX_NANO_USD}. */
    default long nanoUsd() {
      long sum = 0;
      for (Component component : components()) {
        sum += component.nanoUsd();
      }
      return sum;
    }

    /** {@link #nanoUsd()} in US dollars with nine decimals. */
    default BigDecimal usd() {
      return BigDecimal.valueOf(nanoUsd(), 9);
    }
  }

  /** The price list covers all that the provider reported. */
  record Priced(List<Component> components, AppliedPrice price) implements Known {

    @Override
    public String status() {
      return "priced";
    }
  }

  /**
   * A number that may be wrong.
   *
   * @param reason what was assumed, for a person to read
   */
  record Estimated(List<Component> components, AppliedPrice price, String reason) implements Known {

    @Override
    public String status() {
      return "estimated";
    }
  }

  /**
   * No number.
   *
   * @param reason why, for programs
   * @param detail what is missing and what to do about it, for a person to read
   */
  record Unpriced(Reason reason, String detail) implements Cost {

    @Override
    public String status() {
      return "unpriced";
    }
  }

  /** Why a cost is not known. */
  enum Reason {
    /** The call went to a host that neither the catalogue nor the operator maps to a provider. */
    UNKNOWN_HOST,
    /** No provider of that name, or none that could be told from the model's name. */
    UNKNOWN_PROVIDER,
    /** The provider is known, the model is not. */
    UNKNOWN_MODEL,
    /** The model is listed without a price. */
    NO_PRICE,
    /** The model has prices, but not for what was used. */
    UNPRICED_USAGE,
    /** Usage reports nothing. */
    NO_USAGE,
    /** Usage reports a negative amount, or one above {@link Usage#MAX_AMOUNT}. */
    INVALID_USAGE,
    /** The cost is above {@link #MAX_NANO_USD}. */
    OVERFLOW
  }

  /**
   * One billed unit.
   *
   * @param unit what was billed
   * @param amount how much of it, without the parts that are billed by a narrower unit
   * @param nanoUsd its cost, rounded up
   */
  record Component(UsageUnit unit, long amount, long nanoUsd) {}

  /**
   * The price that was applied.
   *
   * @param provider the catalogue's id of the provider
   * @param model the catalogue's id of the model
   * @param version {@link PriceCatalogue#version()}
   */
  record AppliedPrice(String provider, String model, String version) {}
}
