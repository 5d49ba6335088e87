/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.embedded.EmbeddedClickHouse;
import dev.aiops.clickhouse.embedded.EmbeddedSettings;
import dev.aiops.clickhouse.embedded.RecordedProcess;
import dev.aiops.clickhouse.keep.CostFreezer;
import dev.aiops.clickhouse.migrate.Migrator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Starts the embedded server where it is not running, migrates it, and says how to attach an app.
 */
record Up(State state, PrintStream out) {

  private static final String ENV =
      """
      # settings of an app under the agent: source this file
      export AIOPS_CLICKHOUSE_URL='%s'
      export AIOPS_CLICKHOUSE_DATABASE='%s'
      export AIOPS_CLICKHOUSE_USER='%s'
      export AIOPS_CLICKHOUSE_PASSWORD='%s'
      """;

  void run(List<String> args) throws IOException {
    boolean quiet = args.equals(List.of("--quiet"));
    if (!quiet && !args.isEmpty()) {
      throw new CommandException("./aiops up takes --quiet or nothing, got " + args);
    }
    if (state.ownServer().isPresent()) {
      throw new CommandException(
          "AIOPS_CLICKHOUSE_URL names a server of your own, so there is none to start: prepare that one with"
              + " ./aiops migrate, or unset AIOPS_CLICKHOUSE_URL");
    }
    RetentionSettings retention = RetentionSettings.from(state.environment());
    ControlPlane plane = ControlPlane.of(state);
    Optional<RecordedProcess> running = state.running();
    if (running.isPresent()) {
      out.println(already(running.get()));
    } else {
      // one that outlived its ClickHouse would look for it at the old port
      plane.stop();
      start();
    }
    ClickHouse admin = state.as(Users.ADMIN);
    List<String> applied = Migrator.unclustered(admin).migrate();
    if (!applied.isEmpty()) {
      out.println(
          "Schema: "
              + applied.size()
              + " migrations applied, now at version "
              + Migrator.newestVersion()
              + ".");
    }
    retention.apply(admin);
    new CostFreezer(admin, InstantSource.system()).freeze();
    ClickHouse ingest = state.as(Users.INGEST);
    Path env = state.folder().resolve("env");
    state.writePrivate(
        env, ENV.formatted(ingest.url(), ingest.database(), ingest.user(), ingest.password()));
    Optional<RecordedProcess> control =
        plane.program().isBuilt() ? Optional.of(control(plane, quiet)) : Optional.empty();
    if (!quiet) {
      report(ingest, env, plane, control);
    }
  }

  private String already(RecordedProcess running) {
    String text =
        "ClickHouse already runs on port "
            + running.httpPort()
            + " (process "
            + running.pid()
            + ").";
    boolean asked = state.askedHttpPort().map(port -> port != running.httpPort()).orElse(false);
    return asked ? text + " AIOPS_HTTP_PORT holds from its next start: ./aiops down first." : text;
  }

  private void start() throws IOException {
    EmbeddedSettings settings = state.embedded();
    out.println("Starting ClickHouse in " + settings.directory() + " ...");
    EmbeddedClickHouse.start(settings).leave();
  }

  private RecordedProcess control(ControlPlane plane, boolean quiet) throws IOException {
    Optional<RecordedProcess> running = plane.running();
    if (running.isPresent() && !quiet) {
      out.println("approval-api already runs on port " + running.get().httpPort() + ".");
    }
    RecordedProcess process = running.isPresent() ? running.get() : startControl(plane);
    plane.files().writeEnv(ControlPlane.url(process));
    return process;
  }

  private RecordedProcess startControl(ControlPlane plane) throws IOException {
    out.println("Starting approval-api ...");
    return plane.start();
  }

  private void report(
      ClickHouse ingest, Path env, ControlPlane plane, Optional<RecordedProcess> control)
      throws IOException {
    RecordedProcess process = state.running().orElseThrow();
    out.println();
    out.println("ClickHouse    " + ingest.url() + "   database " + ingest.database());
    if (process.tcpPort() != 0) {
      out.println("native port   " + process.tcpPort());
    }
    out.println(
        "passwords     "
            + state.folder().resolve("passwords")
            + "   (users "
            + String.join(", ", Users.ALL)
            + ")");
    out.println();
    out.println("Attach an app:");
    out.println("  . " + Text.shell(env));
    out.println(
        "  java -javaagent:"
            + Text.shell(
                state
                    .home()
                    .resolve("agent-extension")
                    .resolve("target")
                    .resolve("aiops-javaagent.jar"))
            + " -jar your-app.jar");
    control.ifPresent(running -> out.print(howToCap(plane, running)));
    if (control.isPresent()) {
      out.print(howToDecide(plane));
    }
    out.println();
    out.println(
        "Then ./aiops runs shows its runs; ./aiops down stops all of it and keeps the data.");
  }

  private static String howToCap(ControlPlane plane, RecordedProcess process) {
    ApiFiles files = plane.files();
    return """

        Cap what it spends: approval-api runs at %1$s. Add to its options
          -Daiops.control.url=%1$s -Daiops.control.token.file=%2$s
        The budgets are in %3$s,
        which refuses no call of yours until you edit it; ./aiops budgets shows how they stand.
        """
        .formatted(
            ControlPlane.url(process), Text.shell(files.agentToken()), Text.shell(files.policy()));
  }

  private static String howToDecide(ControlPlane plane) throws IOException {
    String who =
        plane.files().hasPeople() || plane.setting("AIOPS_OIDC_ISSUER").isPresent()
            ? "./aiops user list says who may sign in there with a password."
            : "Nobody can sign in yet: ./aiops user add NAME --role admin";
    return """

        What waits for a person is decided at %s/
        %s
        """
        .formatted(plane.pages(), who);
  }
}
