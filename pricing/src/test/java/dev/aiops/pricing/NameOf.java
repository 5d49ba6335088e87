/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.util.List;

/** Makes up a name that a rule matches. */
final class NameOf {

  private NameOf() {}

  static String matching(Match match) {
    if (match instanceof Match.Equals equals) {
      return equals.value();
    }
    if (match instanceof Match.StartsWith start) {
      return start.value() + "-20990101";
    }
    if (match instanceof Match.EndsWith end) {
      return "some-" + end.value();
    }
    if (match instanceof Match.Contains part) {
      return "a/" + part.value() + ":b";
    }
    if (match instanceof Match.Regex regex) {
      return ofRegex(regex.pattern().pattern());
    }
    if (match instanceof Match.Any any) {
      return matching(
          any.parts().get(any.parts().hashCode() % 2 == 0 ? 0 : any.parts().size() - 1));
    }
    return matching(((Match.All) match).parts().get(0));
  }

  /** Good for the expressions of the catalogue: a literal and digits. */
  private static String ofRegex(String regex) {
    String name = regex.replaceAll("\\(\\?.*\\)|[\\^$]", "");
    for (List<String> pair :
        List.of(
            List.of("\\d{8}", "20260102"),
            List.of("\\d{4}", "2026"),
            List.of("\\d{2}", "02"),
            List.of("\\d", "0"),
            List.of("\\", ""))) {
      name = name.replace(pair.get(0), pair.get(1));
    }
    return name;
  }
}
