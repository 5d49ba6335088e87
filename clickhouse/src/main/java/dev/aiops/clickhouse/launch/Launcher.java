/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.ClickHouseException;
import dev.aiops.clickhouse.Passwords;
import dev.aiops.clickhouse.embedded.EmbeddedException;
import dev.aiops.clickhouse.migrate.MigrationException;
import dev.aiops.clickhouse.read.ReadException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * The commands of {@code ./aiops}: {@code up}, {@code down}, {@code budgets}, {@code approvals},
 * {@code approvals-dry-run}, {@code verify-log}, {@code backtest}, {@code eval}, {@code grants},
 * {@code migrate}, {@code housekeep}, {@code retention}, {@code prices}, {@code status}, {@code
 * report}, {@code runs [N]}, {@code run ID}. The script gives the folder of its state in {@code
 * AIOPS_STATE_DIR} and the project's in {@code AIOPS_HOME}.
 */
public final class Launcher {

  private final State state;
  private final PrintStream out;
  private final PrintStream err;
  private final InstantSource clock;

  Launcher(State state, PrintStream out, PrintStream err, InstantSource clock) {
    this.state = state;
    this.out = out;
    this.err = err;
    this.clock = clock;
  }

  /**
   * Runs a command; exits 0 when done, 1 with the reason on stderr when it cannot, 2 on wrong
   * usage.
   */
  public static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    Path folder = Path.of(environment.getOrDefault("AIOPS_STATE_DIR", ".aiops")).toAbsolutePath();
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    Launcher launcher =
        new Launcher(new State(folder, environment), out, err, InstantSource.system());
    System.exit(launcher.run(List.of(args)));
  }

  private static PrintStream utf8(FileDescriptor to) {
    return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
  }

  int run(List<String> args) {
    try {
      return command(args);
    } catch (CommandException
        | EmbeddedException
        | MigrationException
        | ReadException
        | ClickHouseException
        | IllegalArgumentException
        | IOException e) {
      err.println("aiops: " + (e instanceof IOException ? e.toString() : e.getMessage()));
      return failed(args);
    }
  }

  /** A gate that could not look must not say that something became worse, which is 1. */
  private static int failed(List<String> args) {
    return args.size() > 1 && args.subList(0, 2).equals(List.of("eval", "compare")) ? 2 : 1;
  }

  private int command(List<String> args) throws IOException {
    String command = args.isEmpty() ? "" : args.get(0);
    List<String> rest = args.isEmpty() ? List.of() : args.subList(1, args.size());
    switch (command) {
      case "up" -> new Up(state, out).run(rest);
      case "budgets" -> new ControlCommands(state, out).budgets(rest);
      case "approvals" -> new ControlCommands(state, out).approvals(rest);
      case "approvals-dry-run" -> {
        return new ControlCommands(state, out).approvalsDryRun(rest);
      }
      case "verify-log" -> new ControlCommands(state, out).verifyLog(rest);
      case "backtest" -> {
        return new ControlCommands(state, out).backtest(rest);
      }
      case "eval" -> {
        return new EvalCommand(state).run(rest);
      }
      case "down" -> new Down(state, out).run();
      case "grants" -> new Grants(state, out, Passwords.random()).run(rest);
      case "migrate" -> new Migrate(state, out).run();
      case "housekeep" -> new Housekeep(state, out, clock).run();
      case "retention" -> new RetentionCommand(state, out).run(rest);
      case "prices" -> new PricesCommand(state, out, clock).run(rest);
      case "status" -> new Status(state, out).run();
      case "report" -> new Report(state, out, clock).run(rest);
      case "runs" -> new Runs(state, out, clock).run(rest);
      case "run" -> new OneRunCommand(state, out, clock).run(rest);
      default -> {
        err.println("aiops: no such command: " + command + " (see ./aiops --help)");
        return 2;
      }
    }
    return 0;
  }
}
