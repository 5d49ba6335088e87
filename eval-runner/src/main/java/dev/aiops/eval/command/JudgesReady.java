/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.judge.Judge;
import dev.aiops.eval.judge.JudgeSettings;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Looks, before the first run is read, whether judges can be asked.
 *
 * @param environment has their providers' keys
 * @param err is told where their calls are not capped
 */
record JudgesReady(Map<String, String> environment, PrintStream err) {

  /** Fails with every key that is missing. */
  void require(Definitions definitions) {
    List<JudgeSettings> judges =
        definitions.all().stream()
            .map(definition -> definition.judge())
            .filter(Objects::nonNull)
            .toList();
    String missing =
        judges.stream()
            .flatMap(judge -> Judge.missing(judge, environment).stream())
            .distinct()
            .collect(Collectors.joining("\n"));
    if (!missing.isEmpty()) {
      throw new UnusableException("judges cannot be asked:\n" + missing);
    }
    if (!judges.isEmpty() && !Judge.isGoverned()) {
      err.println(
          "aiops eval: judges run without the agent: their calls are neither capped nor recorded; ./aiops eval starts it");
    }
  }
}
