/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The most pairs that can be made (maximum bipartite matching, by augmenting paths). */
final class Pairing {

  private final List<List<Integer>> edges;
  private final Map<Integer, Integer> partner = new HashMap<>();

  private Pairing(List<List<Integer>> edges) {
    this.edges = edges;
  }

  /** Of each left one the right ones that it may be paired with. */
  static int most(List<List<Integer>> edges) {
    Pairing pairing = new Pairing(edges);
    int pairs = 0;
    for (int left = 0; left < edges.size(); left++) {
      pairs += pairing.augment(left, new HashSet<>()) ? 1 : 0;
    }
    return pairs;
  }

  private boolean augment(int left, Set<Integer> seen) {
    return edges.get(left).stream().anyMatch(right -> seen.add(right) && take(left, right, seen));
  }

  private boolean take(int left, int right, Set<Integer> seen) {
    Integer holder = partner.get(right);
    boolean free = holder == null || augment(holder, seen);
    if (free) {
      partner.put(right, left);
    }
    return free;
  }
}
