/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The parts of a budget's findings by some name; no more than memory is there for. */
final class Groups {

  /** One group. */
  record Group(String name, Part part) {}

  private static final Comparator<Group> MOST_REFUSED =
      Comparator.comparing((Group group) -> group.part().refused().usd())
          .thenComparing(group -> group.part().refused().calls())
          .thenComparing(group -> group.part().spent().usd())
          .reversed()
          .thenComparing(Group::name);

  private final int most;
  private final Map<String, Part> parts = new HashMap<>();
  private final Part others = new Part();

  Groups(int most) {
    this.most = most;
  }

  /** The part of a name; those that come when there is no more room share one. */
  Part part(String name) {
    return parts.size() >= most && !parts.containsKey(name)
        ? others
        : parts.computeIfAbsent(name, n -> new Part());
  }

  int count() {
    return parts.size();
  }

  /** Those with most refused first, then by what they spent. */
  List<Group> top(int count) {
    return parts.entrySet().stream()
        .map(entry -> new Group(entry.getKey(), entry.getValue()))
        .sorted(MOST_REFUSED)
        .limit(count)
        .toList();
  }

  /** The calls of names that there was no room for. */
  Part others() {
    return others;
  }
}
