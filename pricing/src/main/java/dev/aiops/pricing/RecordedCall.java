/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A call as the log has it.
 *
 * @param shownProvider its provider as recorded; empty where unknown
 * @param use what is to be priced
 * @param nanoUsd what it was recorded to cost; none where that is unknown
 */
record RecordedCall(String shownProvider, ModelUse use, Optional<BigDecimal> nanoUsd) {

  private static final String NULL = "\\N";
  private static final int FIRST_AMOUNT = 4;
  private static final List<UsageUnit> AMOUNTS =
      List.of(
          UsageUnit.INPUT_TOKENS,
          UsageUnit.OUTPUT_TOKENS,
          UsageUnit.CACHE_READ_TOKENS,
          UsageUnit.CACHE_WRITE_TOKENS,
          UsageUnit.CACHE_WRITE_1H_TOKENS,
          UsageUnit.OUTPUT_REASONING_TOKENS,
          UsageUnit.INPUT_AUDIO_TOKENS,
          UsageUnit.OUTPUT_AUDIO_TOKENS,
          UsageUnit.INPUT_IMAGE_TOKENS);
  private static final int FIELDS = FIRST_AMOUNT + AMOUNTS.size() + 2;

  /**
   * Reads a line of tab-separated values: epoch nanoseconds, provider, host, model, the amounts,
   * where the usage is from, and cost in USD; {@code \N} is unknown.
   *
   * @throws IllegalArgumentException where it has more or fewer fields, or one is no number
   */
  static RecordedCall of(String line) {
    List<String> fields = List.of(line.split("\t", -1));
    if (fields.size() != FIELDS) {
      throw new IllegalArgumentException(
          "a call has " + FIELDS + " fields, got " + fields.size() + ": " + line);
    }
    ModelUse use =
        new ModelUse(
            known(fields.get(1)).orElse(null),
            known(fields.get(2)).orElse(null),
            fields.get(3),
            Instant.ofEpochSecond(0, Long.parseLong(fields.get(0))),
            usage(fields));
    return new RecordedCall(
        fields.get(1),
        use,
        known(fields.get(FIELDS - 1)).map(usd -> new BigDecimal(usd).movePointRight(9)));
  }

  private static Usage usage(List<String> fields) {
    Usage.Builder usage = Usage.builder();
    for (int i = 0; i < AMOUNTS.size(); i++) {
      UsageUnit unit = AMOUNTS.get(i);
      known(fields.get(FIRST_AMOUNT + i)).ifPresent(n -> usage.amount(unit, amount(n)));
    }
    return (fields.get(FIELDS - 2).equals("estimated") ? usage.estimated() : usage).build();
  }

  /** An amount that a long cannot hold is above what is believed, as any above that. */
  private static long amount(String text) {
    return new BigDecimal(text).min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact();
  }

  private static Optional<String> known(String text) {
    return Optional.of(text).filter(t -> !t.isEmpty() && !t.equals(NULL));
  }
}
