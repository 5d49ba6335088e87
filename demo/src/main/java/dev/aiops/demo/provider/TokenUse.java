/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

/**
 * Tokens of one answer, counted as OpenAI does.
 *
 * @param input all input tokens, cached ones included
 * @param cached of the input tokens, those read from the provider's cache
 * @param output all output tokens, reasoning included
 * @param reasoning of the output tokens, those spent on reasoning
 * @param written of the input tokens, those written to the provider's cache, which Anthropic bills
 * @param hour of those written, those that the cache keeps for an hour, not for five minutes
 */
public record TokenUse(
    long input, long cached, long output, long reasoning, long written, long hour) {

  /** Nothing used. */
  public static final TokenUse NONE = new TokenUse(0, 0, 0, 0);

  public TokenUse {
    if (input < 0 || output < 0) throw new IllegalArgumentException("tokens < 0");
    if (cached < 0 || cached > input) throw new IllegalArgumentException("cached > input");
    if (reasoning < 0 || reasoning > output) {
      throw new IllegalArgumentException("reasoning > output");
    }
    if (written < 0 || written > input - cached) {
      throw new IllegalArgumentException("written > input");
    }
    if (hour < 0 || hour > written) throw new IllegalArgumentException("hour > written");
  }

  /** Tokens of which none were written to a cache. */
  public TokenUse(long input, long cached, long output, long reasoning) {
    this(input, cached, output, reasoning, 0, 0);
  }

  /** Input and output together. */
  public long total() {
    return input + output;
  }

  /** The same input with {@code output} tokens, of which at most the former reasoning. */
  TokenUse withOutput(long output) {
    return new TokenUse(input, cached, output, Math.min(reasoning, output), written, hour);
  }
}
