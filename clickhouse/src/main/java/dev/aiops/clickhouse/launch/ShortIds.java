/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Run ids as short as they can be told apart: their ends, as they begin with the time and so alike.
 * {@code ./aiops run} takes them.
 *
 * @param length characters each
 */
record ShortIds(int length) {

  /** 32 random bits: among 100,000 runs another one ends so once in 40,000 times. */
  private static final int SHORTEST = 8;

  private static final int WHOLE = 36;

  /** For ids that are shown together; the same id may be there more than once. */
  static ShortIds of(Collection<String> ids) {
    Set<String> whole = Set.copyOf(ids);
    int length = SHORTEST;
    while (length < WHOLE && new ShortIds(length).ends(whole).size() < whole.size()) {
      length++;
    }
    return new ShortIds(length);
  }

  String of(String id) {
    return id.length() <= length ? id : id.substring(id.length() - length);
  }

  private Set<String> ends(Set<String> ids) {
    return ids.stream().map(this::of).collect(Collectors.toSet());
  }
}
