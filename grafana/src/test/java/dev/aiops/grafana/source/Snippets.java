/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What several queries have in common: {@code @name} or {@code @name(argument)} in a source. */
final class Snippets {

  private static final Pattern USE = Pattern.compile("@([a-z][a-z-]*)(?:\\(([^()]*)\\))?");

  /** Values of a variable, whatever is in them: they arrive percent-encoded. */
  private static final String VALUES =
      "arrayMap(v -> decodeURLComponent(v), extractAll('${%1$s:queryparam}', '=([^&]*)'))";

  private static final String ONE_OF = "$__conditionalAll(has(" + VALUES + ", %2$s), $%1$s)";
  private static final String ANY_OF = "$__conditionalAll(hasAny(" + VALUES + ", %2$s), $%1$s)";
  private static final String TEXT = "decodeURLComponent('${%s:percentencode}')";

  /**
   * Milliseconds from which a run is looked for that did something at a time: its id, a UUID of
   * version 7, says when it began. That of a run of another language does not, so that it is looked
   * for from a day before.
   */
  private static final String RUN_FROM =
      "toString(if(toUnixTimestamp64Milli(UUIDv7ToDateTime(toUUIDOrZero(RunId)) AS began) > 0,"
          + " toUnixTimestamp64Milli(began) - 60000, toUnixTimestamp64Milli(%s) - 86400000))";

  private static final Map<String, String> WHO =
      Map.of(
          "environment", "Environment",
          "team", "Team",
          "service", "ServiceName",
          "agent", "AgentName");

  private final Map<String, String> shared = new HashMap<>();
  private final Properties thresholds;

  private Snippets(Properties thresholds) {
    this.thresholds = thresholds;
  }

  static Snippets read(Path file, Properties thresholds) throws IOException {
    Snippets snippets = new Snippets(thresholds);
    SourceFile.read(file).forEach(s -> snippets.shared.put(s.title(), s.sql()));
    return snippets;
  }

  /** The SQL with all snippets in their places. */
  String in(String sql) {
    String text = sql;
    for (int depth = 0; USE.matcher(text).find(); depth++) {
      if (depth > 5) {
        throw new IllegalArgumentException("a snippet names itself: " + sql);
      }
      text = USE.matcher(text).replaceAll(use -> Matcher.quoteReplacement(text(use)));
    }
    return text;
  }

  private String text(MatchResult use) {
    String name = use.group(1);
    String argument = use.group(2);
    return switch (name) {
      case "who" -> who();
      case "text" -> TEXT.formatted(argument);
      case "run-from" -> RUN_FROM.formatted(argument);
      case "threshold" -> threshold(argument);
      case "any-model" -> ANY_OF.formatted("model", argument);
      case "environment", "team", "service", "agent", "model", "status", "evaluator" ->
          ONE_OF.formatted(name, argument);
      default -> shared(name);
    };
  }

  private static String who() {
    return String.join(
        "\n    AND ",
        List.of("environment", "team", "service", "agent").stream()
            .map(name -> ONE_OF.formatted(name, WHO.get(name)))
            .toList());
  }

  private String threshold(String name) {
    String value = thresholds.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException("alerts/thresholds.properties has no " + name);
    }
    return value;
  }

  private String shared(String name) {
    String sql = shared.get(name);
    if (sql == null) {
      throw new IllegalArgumentException("boards/shared.sql has no snippet " + name);
    }
    return sql;
  }
}
