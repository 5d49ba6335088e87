/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.eval.check.Outcome.Scored;
import dev.aiops.eval.check.Target.Part;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Checks of a text that names several things, in any order. */
public final class Sets {

  private static final String SEPARATORS = "[,;\\n]";

  private Sets() {}

  /**
   * F1, the harmonic mean of precision and recall, of the things named against those expected. The
   * text is a JSON array, else separated by commas, semicolons or line ends; things are compared
   * normalised, each counts once.
   */
  public static Check f1(Part part, Set<String> expected) {
    Set<String> wanted = expected.stream().map(Normal::of).collect(Collectors.toSet());
    return new OfText(part, text -> f1(things(text), wanted));
  }

  private static Outcome f1(Set<String> named, Set<String> wanted) {
    Set<String> both = new HashSet<>(named);
    both.retainAll(wanted);
    int all = named.size() + wanted.size();
    double score = all == 0 ? 1 : 2.0 * both.size() / all;
    String why = both.size() + " right of " + named.size() + " named and " + wanted.size();
    return new Scored(score, why + " expected");
  }

  private static Set<String> things(String text) {
    Optional<JsonNode> array = Json.read(text).filter(JsonNode::isArray);
    Stream<String> parts =
        array
            .map(node -> StreamSupport.stream(node.spliterator(), false).map(JsonNode::asText))
            .orElseGet(() -> Arrays.stream(text.split(SEPARATORS, -1)));
    return parts.map(Normal::of).filter(part -> !part.isEmpty()).collect(Collectors.toSet());
  }
}
