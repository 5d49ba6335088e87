/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.request;

import dev.aiops.eval.definition.Definition;
import dev.aiops.eval.definition.Definitions;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The definitions that a batch names.
 *
 * @param all those that are here
 * @param problem why the batch cannot be done by them; empty where it can
 */
record Chosen(List<Definition> all, String problem) {

  static Chosen of(RequestedBatch batch, Definitions definitions) {
    List<Definition> chosen =
        definitions.all().stream()
            .filter(definition -> batch.definitions().contains(definition.name()))
            .toList();
    return new Chosen(chosen, problem(batch, chosen, definitions));
  }

  private static String problem(
      RequestedBatch batch, List<Definition> chosen, Definitions definitions) {
    List<String> missing =
        batch.definitions().stream()
            .filter(name -> chosen.stream().noneMatch(one -> one.name().equals(name)))
            .toList();
    List<String> ofCases =
        chosen.stream().filter(Definition::needsCase).map(Definition::name).toList();
    if (!missing.isEmpty()) {
      return "this eval-runner has no definition %s: it has %s"
          .formatted(
              String.join(", ", missing),
              definitions.all().stream().map(Definition::name).collect(Collectors.joining(", ")));
    }
    return ofCases.isEmpty()
        ? ""
        : String.join(", ", ofCases) + " takes values of a dataset's cases: use eval experiment";
  }

  /** Whether a model judges. */
  boolean isJudged() {
    return all.stream().anyMatch(definition -> definition.judge() != null);
  }
}
