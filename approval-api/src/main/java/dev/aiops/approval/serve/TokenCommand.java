/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.approval.access.Scope;
import dev.aiops.approval.access.Token;
import dev.aiops.approval.access.TokenFile;
import dev.aiops.approval.budget.Glob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a token: {@code token agent|operator|runner NAME --file FILE …}. */
final class TokenCommand {

  static final String HELP =
      """
        token agent NAME --file FILE [--service P] [--environment P] [--team P]
              a token for processes; each pattern is what it may speak for, default *
        token operator NAME --file FILE [--role ROLE]...
              a token for a person; role admin, evals, or one of a budget's raised_by
        token runner NAME --file FILE
              a token for eval-runner, which does what batches of evals people ask for
      """;

  private static final Set<String> AGENT = Set.of("--file", "--service", "--environment", "--team");
  private static final Set<String> OPERATOR = Set.of("--file", "--role");
  private static final Set<String> RUNNER = Set.of("--file");

  private final Map<String, String> options = new HashMap<>();
  private final Set<String> roles = new HashSet<>();

  /** The token's text. */
  String run(List<String> arguments) throws IOException {
    Deque<String> left = new ArrayDeque<>(arguments);
    String kind = next(left, "agent, operator or runner");
    String name = next(left, "the token's name");
    Set<String> known = known(kind);
    while (!left.isEmpty()) {
      take(left, known);
    }
    Path file = Path.of(require("--file"));
    return switch (kind) {
      case "agent" -> TokenFile.add(file, name, scope());
      case "runner" -> TokenFile.add(file, name, Set.of(Token.RUNNER));
      default -> TokenFile.add(file, name, roles);
    };
  }

  private static Set<String> known(String kind) {
    return switch (kind) {
      case "agent" -> AGENT;
      case "operator" -> OPERATOR;
      case "runner" -> RUNNER;
      default ->
          throw new IllegalArgumentException(
              "a token is for an agent, an operator or a runner, not " + kind);
    };
  }

  private void take(Deque<String> left, Set<String> known) {
    String option = left.remove();
    if (!known.contains(option)) {
      throw new IllegalArgumentException(option + " is not an option here: see --help");
    }
    String value = next(left, "a value after " + option);
    if (option.equals("--role")) {
      roles.add(value);
    } else {
      options.put(option, value);
    }
  }

  private Scope scope() {
    return new Scope(glob("--service"), glob("--environment"), glob("--team"));
  }

  private Glob glob(String option) {
    return new Glob(options.getOrDefault(option, "*"));
  }

  private String require(String option) {
    String value = options.get(option);
    if (value == null) {
      throw new IllegalArgumentException(option + " is missing: see --help");
    }
    return value;
  }

  private static String next(Deque<String> left, String what) {
    if (left.isEmpty()) {
      throw new IllegalArgumentException(what + " is missing: see --help");
    }
    return left.remove();
  }
}
