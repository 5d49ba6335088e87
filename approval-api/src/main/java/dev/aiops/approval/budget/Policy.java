/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * The budgets in force, in the order in which a call asks them, and the rules of approvals, of
 * which the first that matches holds.
 *
 * @param version lower-case SHA-256 of both as canonical JSON: the same policy has the same version
 *     whatever the file's comments and layout; one without approvals has that of its budgets alone,
 *     and is written as before there were any
 */
public record Policy(
    List<Budget> budgets,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ApprovalRule> approvals,
    String version) {

  /** Nothing is capped: what holds before the first policy. */
  public static final Policy NONE = of(List.of());

  public Policy {
    budgets = List.copyOf(budgets);
    approvals = List.copyOf(approvals);
    requireDistinct("budgets", budgets.stream().map(Budget::name).toList());
    requireDistinct("approvals", approvals.stream().map(ApprovalRule::name).toList());
  }

  private static void requireDistinct(String what, List<String> all) {
    Set<String> names = new HashSet<>();
    for (String name : all) {
      BudgetRules.require(names.add(name) ? null : "two " + what + " are named " + name);
    }
  }

  /** Reads one, also as it was written before there were approvals. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Policy read(ObjectNode stored) {
    if (!stored.has("approvals")) {
      stored.putArray("approvals");
    }
    Stored read = Json.read(stored.toString(), Stored.class);
    return new Policy(read.budgets(), read.approvals(), read.version());
  }

  private record Stored(List<Budget> budgets, List<ApprovalRule> approvals, String version) {}

  private record Rules(List<Budget> budgets, List<ApprovalRule> approvals) {}

  /** The policy of these budgets, without approvals. */
  public static Policy of(List<Budget> budgets) {
    return of(budgets, List.of());
  }

  /** The policy of these budgets and approvals. */
  public static Policy of(List<Budget> budgets, List<ApprovalRule> approvals) {
    Object hashed = approvals.isEmpty() ? budgets : new Rules(budgets, approvals);
    return new Policy(budgets, approvals, hash(hashed));
  }

  /** The budget of a name. */
  public Optional<Budget> budget(String name) {
    return budgets.stream().filter(budget -> budget.name().equals(name)).findFirst();
  }

  /** The budgets a call counts against: all of them must agree. */
  public List<Budget> covering(Caller caller) {
    return budgets.stream().filter(budget -> budget.match().covers(caller)).toList();
  }

  private static String hash(Object rules) {
    byte[] text = Json.text(rules).getBytes(StandardCharsets.UTF_8);
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
