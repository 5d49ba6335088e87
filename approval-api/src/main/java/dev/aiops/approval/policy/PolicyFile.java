/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.policy;

import dev.aiops.approval.budget.Budget;
import dev.aiops.approval.budget.Policy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    List<Budget> budgets = compose(yaml).map(this::budgets).orElse(List.of());
    mistakes.throwIfAny();
    return Policy.of(budgets);
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

  private List<Budget> budgets(Node root) {
    Fields sections = Fields.of(root, "", mistakes);
    List<Budget> read = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Node node : sections.node(Key.BUDGETS).map(this::list).orElse(List.of())) {
      new BudgetReader(mistakes).read(node).ifPresent(budget -> add(node, budget, names, read));
    }
    return read;
  }

  private void add(Node node, Budget budget, Set<String> names, List<Budget> read) {
    if (names.add(budget.name())) {
      read.add(budget);
    } else {
      mistakes.add(node, "name " + budget.name() + " is taken by another budget: rename one");
    }
  }

  private List<Node> list(Node node) {
    if (node instanceof SequenceNode list) {
      return list.getValue();
    }
    mistakes.add(node, "budgets must be a list: begin each with a dash");
    return List.of();
  }
}
