/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.eval.trace.Content;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the arguments of a tool call are to be.
 *
 * @param mode which arguments there may be
 * @param expected what each is to be, by name
 */
public record Arguments(Mode mode, Map<String, Comparator> expected) {

  /** Any arguments, recorded or not. */
  public static final Arguments ANY = new Arguments(Mode.IGNORE, Map.of());

  /** Which arguments there may be. */
  public enum Mode {
    /** Those expected and no others. */
    EXACT,
    /** None but those expected; some may be missing. */
    SUBSET,
    /** Those expected; there may be more. */
    SUPERSET,
    /** Not looked at. */
    IGNORE
  }

  /** Takes a copy. */
  public Arguments {
    expected = Map.copyOf(expected);
  }

  /** Whether a call's arguments are so; {@link Match#UNKNOWN} where they were not recorded. */
  Match of(@Nullable Content recorded) {
    if (mode == Mode.IGNORE) {
      return Match.YES;
    }
    if (recorded == null || !recorded.isWhole()) {
      return Match.UNKNOWN;
    }
    Optional<JsonNode> arguments = Json.read(recorded.text()).filter(JsonNode::isObject);
    return Match.of(arguments.isPresent() && accepts(arguments.get()));
  }

  private boolean accepts(JsonNode arguments) {
    boolean known =
        mode == Mode.SUPERSET
            || arguments.properties().stream().allMatch(e -> expected.containsKey(e.getKey()));
    return known
        && expected.entrySet().stream()
            .allMatch(e -> accepts(e.getValue(), arguments.get(e.getKey())));
  }

  private boolean accepts(Comparator comparator, @Nullable JsonNode value) {
    return value == null
        ? mode == Mode.SUBSET || comparator.mayBeAbsent()
        : comparator.accepts(value);
  }
}
