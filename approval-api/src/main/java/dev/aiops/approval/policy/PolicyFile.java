/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.policy;

import dev.aiops.approval.budget.ApprovalRule;
import dev.aiops.approval.budget.Budget;
import dev.aiops.approval.budget.Policy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads a policy file. Each top-level key is a section with a method here and its keys in {@link
 * Key}.
 */
public final class PolicyFile {

  private final Mistakes mistakes;

  private PolicyFile(String name) {
    mistakes = new Mistakes(name);
  }

  /**
   * Reads a policy from YAML text.
   *
   * @param name of the file, for the messages
   * @throws InvalidPolicyException with every mistake in it
   */
  public static Policy read(String name, String yaml) {
    return new PolicyFile(name).read(yaml);
  }

  private Policy read(String yaml) {
    Optional<Fields> sections = compose(yaml).map(root -> Fields.of(root, "", mistakes));
    List<Budget> budgets =
        sections
            .map(all -> all(all, Key.BUDGETS, "budget", this::budget, Budget::name))
            .orElse(List.of());
    List<ApprovalRule> approvals =
        sections
            .map(all -> all(all, Key.APPROVALS, "rule", this::approval, ApprovalRule::name))
            .orElse(List.of());
    mistakes.throwIfAny();
    return Policy.of(budgets, approvals);
  }

  private Optional<Budget> budget(Node node) {
    return new BudgetReader(mistakes).read(node);
  }

  private Optional<ApprovalRule> approval(Node node) {
    return new ApprovalReader(mistakes).read(node);
  }

  private Optional<Node> compose(String yaml) {
    try {
      Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(yaml);
      if (root.isEmpty()) {
        mistakes.add(Optional.empty(), "the file is empty: write budgets: [] to cap nothing");
      }
      return root;
    } catch (MarkedYamlEngineException e) {
      mistakes.add(e.getProblemMark(), "is not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      mistakes.add(Optional.empty(), "is not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  private <T> List<T> all(
      Fields sections,
      Key key,
      String what,
      Function<Node, Optional<T>> reader,
      Function<T, String> name) {
    List<T> read = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Node node : sections.node(key).map(found -> list(found, key)).orElse(List.of())) {
      Optional<T> one = reader.apply(node);
      one.filter(known -> isNew(node, what, name.apply(known), names)).ifPresent(read::add);
    }
    return read;
  }

  private boolean isNew(Node node, String what, String name, Set<String> names) {
    boolean fresh = names.add(name);
    if (!fresh) {
      mistakes.add(node, "name " + name + " is taken by another " + what + ": rename one");
    }
    return fresh;
  }

  private List<Node> list(Node node, Key key) {
    if (node instanceof SequenceNode list) {
      return list.getValue();
    }
    mistakes.add(node, key.text() + " must be a list: begin each with a dash");
    return List.of();
  }
}
