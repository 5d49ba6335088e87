/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import dev.aiops.demo.e2e.app.Command;
import dev.aiops.demo.e2e.app.Outcome;
import dev.aiops.demo.provider.ProviderSimulator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * An app that is killed in the middle of a run. A moment before, its way to ClickHouse was cut off,
 * so that it leaves telemetry behind.
 *
 * @param open the run that was open
 * @param late what the app saw of an agent that worked after the cut
 */
record KilledApp(String open, Outcome late) {

  /** What ended this long before a kill is promised to be safe. */
  private static final Duration SAFE = Duration.ofMillis(500);

  static KilledApp kill(Log log, URI clickHouse, Agent agent, ProviderSimulator provider)
      throws IOException, InterruptedException {
    try (Gate gate = Gate.to(clickHouse);
        ScenarioJvm app =
            ScenarioJvm.under(
                agent.with("aiops.clickhouse.url", gate.url().toString()), provider)) {
      app.send(RunScenarios.OPEN_AT_THE_KILL);
      String open = running(log, RunScenarios.OPEN_AT_THE_KILL);
      Await.until("what is done of it is stored", () -> log.callsOf(open).size() == 2);
      gate.shut();
      Outcome late = app.run(RunScenarios.LATE);
      TimeUnit.NANOSECONDS.sleep(SAFE.toNanos());
      app.app().kill();
      return new KilledApp(open, late);
    }
  }

  private static String running(Log log, Command command) {
    String sql =
        "SELECT RunId FROM runs WHERE Status = 'running' AND Input LIKE '%" + command.tag() + "%'";
    Await.until("a run of " + command.tag(), () -> log.rows(sql).size() == 1);
    return log.row(sql, command.tag()).text("RunId");
  }
}
