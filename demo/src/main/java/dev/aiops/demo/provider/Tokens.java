/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

/**
 * Counts tokens by a rule of thumb that is the same on every run: one per four characters, rounded
 * up. A real tokenizer would be dearer and no truer: the callers take the provider's word for it.
 */
final class Tokens {

  private static final int CHARS_PER_TOKEN = 4;

  /** OpenAI caches prompts from this size on, in steps of {@link #CACHE_STEP} tokens. */
  private static final int CACHE_FROM = 1024;

  private static final int CACHE_STEP = 128;
  private static final int REASONING_STEP = 64;

  private Tokens() {}

  static long of(CharSequence text) {
    return ofChars(text.length());
  }

  static long ofChars(long chars) {
    return (chars + CHARS_PER_TOKEN - 1) / CHARS_PER_TOKEN;
  }

  static int chars(int tokens) {
    return Math.multiplyExact(tokens, CHARS_PER_TOKEN);
  }

  /** Of a prompt of {@code input} tokens that starts with {@code fixed} unchanging ones. */
  static long cached(long input, long fixed) {
    return input < CACHE_FROM ? 0 : fixed / CACHE_STEP * CACHE_STEP;
  }

  /** Reasoning before {@code answer} visible tokens, in OpenAI's steps. */
  static long reasoning(long answer) {
    return (1 + answer / REASONING_STEP) * REASONING_STEP;
  }
}
