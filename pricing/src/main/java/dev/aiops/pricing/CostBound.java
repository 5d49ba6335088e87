/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

/** The most that a call can cost, or why there is no such figure. */
public sealed interface CostBound {

  /**
   * A figure that the call's cost does not pass while its usage stays within what was assumed.
   *
   * @param nanoUsd for all attempts together; {@link Long#MAX_VALUE} if a long cannot hold it
   * @param inputTokens the most that goes in, for one attempt
   * @param outputTokens the most that comes out, for one attempt, of all choices together
   * @param priceVersion which prices and limits: {@link CostBounds#version()}
   * @param injectMaxTokens the limit of the answer that must be put into the request for the figure
   *     to hold; 0 if none
   * @param isCeiling whether the price is unknown and the operator's ceiling was taken: the call
   *     must then be settled by {@link CeilingPrice#nanoUsd(Usage)}
   */
  record Bounded(
      long nanoUsd,
      long inputTokens,
      long outputTokens,
      String priceVersion,
      long injectMaxTokens,
      boolean isCeiling)
      implements CostBound {}

  /**
   * No figure: the call could cost anything.
   *
   * @param reason for programs
   * @param detail what is missing and what to do about it, for a person to read
   */
  record Unbounded(Reason reason, String detail) implements CostBound {}

  /** Why there is no figure. */
  enum Reason {
    /** The price is unknown and no ceiling was given. */
    UNKNOWN_PRICE("add the model to aiops.prices.file, or give the budget a ceiling price"),
    /** The prompt's size cannot be told from the request, and the model's limit is unknown. */
    UNKNOWN_INPUT_LIMIT("add the model's input or context limit to aiops.limits.file"),
    /** The request has no limit of the answer, and neither has the model. */
    UNKNOWN_OUTPUT_LIMIT(
        "set max_tokens in the request, add the model's output limit to aiops.limits.file, or let"
            + " the budget inject a max_tokens"),
    /** The provider may run a tool any number of times, or the tool's price is unknown. */
    HOSTED_TOOL(
        "set the tool's max_uses in the request and its price in aiops.prices.file, or run the tool"
            + " in the app"),
    /** The model bills by something that no request tells, such as the length of a recording. */
    UNBOUNDED_UNIT("price the model in tokens in aiops.prices.file"),
    /** A priority tier was asked for, and what it costs is unknown. */
    UNKNOWN_TIER_PRICE("add fast=FACTOR for the model to aiops.limits.file, or ask for no tier");

    private final String remedy;

    Reason(String remedy) {
      this.remedy = remedy;
    }

    /** What an operator or the app's author can do. */
    public String remedy() {
      return remedy;
    }
  }
}
