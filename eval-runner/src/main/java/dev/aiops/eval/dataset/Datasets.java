/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.dataset;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.eval.score.Times;
import dev.aiops.eval.score.TokenInsert;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;

/**
 * Datasets in the log. A version is one insert, so it is there whole or not at all, and never
 * changes.
 *
 * @param insert into the log
 * @param clock for when they were saved
 */
public record Datasets(TokenInsert insert, Clock clock) {

  private static final String TABLE = "eval_cases";

  /**
   * Saves cases as the next version.
   *
   * @throws IllegalStateException where somebody else saved that version meanwhile
   */
  public Version save(String dataset, List<Case> cases) {
    Version next = new Version(dataset, newestNumber(Version.requireName(dataset)) + 1);
    insert.add(TABLE, next.toString(), cases.stream().map(one -> row(next, one)).toList());
    if (!cases(next).equals(sorted(cases))) {
      throw new IllegalStateException(
          "somebody else saved " + next + " at the same moment: save yours again");
    }
    return next;
  }

  /** The newest version; fails where there is no such dataset. */
  public Version newest(String dataset) {
    long number = newestNumber(Version.requireName(dataset));
    if (number == 0) {
      throw new IllegalArgumentException(
          "there is no dataset "
              + dataset
              + ": eval dataset save makes one, eval dataset list names them");
    }
    return new Version(dataset, number);
  }

  private long newestNumber(String dataset) {
    return SavedVersion.all(insert.at()).stream()
        .filter(saved -> saved.version().dataset().equals(dataset))
        .mapToLong(saved -> saved.version().number())
        .max()
        .orElse(0);
  }

  /** The cases of a version, by id; fails where there is no such version. */
  public List<Case> cases(Version version) {
    List<Case> cases = new CasesOf(version).at(insert.at());
    if (cases.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no " + version + ": eval dataset list names what was saved");
    }
    return cases;
  }

  /** All versions of all datasets, by name and number. */
  public List<SavedVersion> all() {
    return SavedVersion.all(insert.at());
  }

  private static List<Case> sorted(List<Case> cases) {
    return cases.stream().sorted(Comparator.comparing(Case::id)).toList();
  }

  private ObjectNode row(Version version, Case one) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("Dataset", version.dataset());
    row.put("Version", version.number());
    row.put("CaseId", one.id());
    row.put("Input", one.input());
    row.put("Expected", one.expected().toString());
    row.put("FromRunId", one.fromRun());
    row.put("SavedAt", Times.text(clock.instant()));
    return row;
  }
}
