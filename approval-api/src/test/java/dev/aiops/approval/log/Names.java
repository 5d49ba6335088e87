/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import java.time.Instant;
import java.util.List;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** State for tests: how often each name was written, and what a caller can want of it. */
final class Names {

  static final PMap<String, Integer> NONE = HashTreePMap.empty();

  private Names() {}

  static PMap<String, Integer> fold(PMap<String, Integer> names, Committed row) {
    if (row.entry().kind().equals("unheard_of")) {
      throw new IllegalArgumentException("kind unheard_of is of a newer build: update this one");
    }
    String name = row.entry().entity();
    return names.plus(name, names.getOrDefault(name, 0) + 1);
  }

  /** Writes a name; replies when. */
  static Command<PMap<String, Integer>, Instant> write(String name) {
    return (names, now) -> new Decision<>(List.of(Entries.plain(name)), now);
  }

  /** Writes a name unless it is there; replies whether it did. */
  static Command<PMap<String, Integer>, Boolean> claim(String name) {
    return (names, now) ->
        names.containsKey(name)
            ? Decision.of(false)
            : new Decision<>(List.of(Entries.plain(name)), true);
  }

  /** Replies how many names there are. */
  static Command<PMap<String, Integer>, Integer> count() {
    return (names, now) -> Decision.of(names.size());
  }
}
