/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who judges, by what, and how.
 *
 * @param criterion by what
 * @param provider who serves the model
 * @param model its name, as the provider writes it
 * @param baseUrl where the provider answers; null for its own address
 * @param keyVariable environment variable that has the provider's key
 * @param isStructured whether the provider is told the answer's JSON Schema, and not by the prompt
 *     alone
 * @param temperature null leaves it to the provider
 * @param timeout of each request
 * @param votes how often it is asked, an odd number
 * @param guidance what else counts, in words of the definition's author; empty for nothing
 */
public record JudgeSettings(
    Criterion criterion,
    ModelProvider provider,
    String model,
    @Nullable URI baseUrl,
    String keyVariable,
    boolean isStructured,
    @Nullable Double temperature,
    Duration timeout,
    int votes,
    String guidance) {

  /** Name of the agent whose runs judge. They are never evaluated. */
  public static final String AGENT = "aiops-judge";

  /** Attribute of the root span of runs that judge: the criterion. */
  public static final String MARK = "aiops.eval.criterion";

  /** Fails on an even number of votes, which may be a tie. */
  public JudgeSettings {
    if (votes < 1 || votes % 2 == 0) {
      throw new IllegalArgumentException("votes must be odd, got " + votes + ": write 1, 3 or 5");
    }
  }
}
