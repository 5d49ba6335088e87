/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One side of a comparison: a window, a version, a model or a prompt.
 *
 * @param name what a reader knows it by, such as {@code 2026-11-27} or {@code prompt v12}
 * @param facts what else may tell the arms apart, by name: model served, hash of the prompt,
 *     version of the prices; shown where they differ
 * @param scores all its scores, of any evaluators, in any order
 */
public record Arm(String name, SortedMap<String, String> facts, List<Scored> scores) {

  /** Keeps copies. */
  public Arm {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    scores = List.copyOf(scores);
  }

  /** An arm of which nothing else is known. */
  public Arm(String name, List<Scored> scores) {
    this(name, new TreeMap<>(), scores);
  }

  Sample sampleOf(String evaluator) {
    return new Sample(
        scores.stream().filter(score -> score.evaluator().equals(evaluator)).toList());
  }
}
