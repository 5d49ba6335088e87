/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import dev.aiops.approval.log.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The budgets in force, in the order in which a call asks them.
 *
 * @param version lower-case SHA-256 of the budgets as canonical JSON: the same budgets have the
 *     same version whatever the file's comments and layout
 */
public record Policy(List<Budget> budgets, String version) {

  /** Nothing is capped: what holds before the first policy. */
  public static final Policy NONE = of(List.of());

  public Policy {
    budgets = List.copyOf(budgets);
    Set<String> names = new HashSet<>();
    for (Budget budget : budgets) {
      BudgetRules.require(
          names.add(budget.name()) ? null : "two budgets are named " + budget.name());
    }
  }

  /** The policy of these budgets. */
  public static Policy of(List<Budget> budgets) {
    return new Policy(budgets, hash(budgets));
  }

  /** The budget of a name. */
  public Optional<Budget> budget(String name) {
    return budgets.stream().filter(budget -> budget.name().equals(name)).findFirst();
  }

  /** The budgets a call counts against: all of them must agree. */
  public List<Budget> covering(Caller caller) {
    return budgets.stream().filter(budget -> budget.match().covers(caller)).toList();
  }

  private static String hash(List<Budget> budgets) {
    byte[] text = Json.text(budgets).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(sha256().digest(text));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
