/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.score;

/**
 * The case of a dataset that a run answered.
 *
 * @param dataset dataset and version, as {@code support@3}; empty of traffic
 * @param id the case; empty of traffic
 */
public record AnsweredCase(String dataset, String id) {

  /** Of a run that is traffic. */
  public static final AnsweredCase NONE = new AnsweredCase("", "");
}
