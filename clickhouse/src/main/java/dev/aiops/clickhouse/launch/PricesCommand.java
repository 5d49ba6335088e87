/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.BilledCalls;
import dev.aiops.clickhouse.read.Window;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Prices recorded calls again, by this build's catalogue or with a file of prices before it, and
 * shows the difference. It changes nothing: what a call was recorded to cost stays.
 */
record PricesCommand(State state, PrintStream out, InstantSource clock) {

  private static final Duration DEFAULT = Duration.ofDays(7);
  private static final Set<String> NAMES = Set.of("--since", "--service", "--prices");
  private static final String USAGE =
      "./aiops prices restate takes --since 7d, --service NAME and --prices FILE";

  void run(List<String> args) throws IOException {
    if (args.isEmpty() || !args.get(0).equals("restate") || args.size() % 2 == 0) {
      throw new CommandException(USAGE);
    }
    Map<String, String> given = new HashMap<>();
    for (int i = 1; i < args.size(); i += 2) {
      given.put(known(args.get(i)), args.get(i + 1));
    }
    out.print(RestatedTable.of(restated(given)));
  }

  private static String known(String name) {
    if (!NAMES.contains(name)) {
      throw new CommandException(USAGE + ", not " + name);
    }
    return name;
  }

  private List<String> restated(Map<String, String> given) throws IOException {
    Instant now = clock.instant();
    Instant since =
        Optional.ofNullable(given.get("--since"))
            .map(text -> ReportOptions.since(text, now))
            .orElse(now.minus(DEFAULT));
    BilledCalls calls = new BilledCalls(new Window(given.getOrDefault("--service", ""), since));
    List<String> prices =
        Optional.ofNullable(given.get("--prices"))
            .map(file -> List.of(Path.of(file).toAbsolutePath().toString()))
            .orElse(List.of());
    ClickHouse reader = state.reader();
    return new PricingProgram(state.home()).restate(prices, to -> calls.write(reader, to));
  }
}
