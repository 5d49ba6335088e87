/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.approval.backtest.LogUnreadableException;
import dev.aiops.approval.log.ControlLogDamagedException;
import dev.aiops.approval.log.ControlLogUnavailableException;
import dev.aiops.approval.policy.InvalidPolicyException;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The process. */
public final class Main {

  private static final int FAILED = 2;

  private static final String HELP =
      """
      approval-api: what may still be spent, and who may do what.

      Without arguments it serves, told by its environment:
      """
          + Settings.HELP
          + "\nCommands:\n"
          + TokenCommand.HELP
          + VerifyCommand.HELP
          + BudgetsCommand.HELP
          + BacktestCommand.HELP
          + ApprovalsCommand.HELP
          + ApprovalsDryRunCommand.HELP;

  /** Held here, as a logger that nobody holds forgets its level. */
  private static final List<Logger> QUIET =
      List.of(Logger.getLogger("io.javalin"), Logger.getLogger("org.eclipse.jetty"));

  private Main() {}

  /** Serves, or runs a command. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
  }

  /** Returns the exit status. */
  static int run(
      List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    try {
      if (arguments.isEmpty()) {
        serve(Settings.from(environment), out);
        return 0;
      }
      return command(arguments, environment, out, err);
    } catch (InvalidSettingsException
        | InvalidPolicyException
        | LogUnreadableException
        | ControlLogDamagedException
        | ControlLogUnavailableException
        | JavalinBindException
        | IllegalArgumentException
        | IOException e) {
      err.println(e.getMessage());
      return FAILED;
    }
  }

  private static int command(
      List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err)
      throws IOException {
    List<String> rest = arguments.subList(1, arguments.size());
    if (rest.contains("--help")) {
      out.println(help(arguments.get(0)));
      return 0;
    }
    switch (arguments.get(0)) {
      case "--help" -> out.println(HELP);
      case "token" -> out.println(new TokenCommand().run(rest));
      case "budgets" -> new BudgetsCommand(out).run(rest);
      case "verify" -> {
        return new VerifyCommand(Settings.clickHouse(environment), out).run(rest);
      }
      case "backtest" ->
          new BacktestCommand(Settings.clickHouse(environment), out, err, InstantSource.system())
              .run(rest);
      case "approvals" -> new ApprovalsCommand(out, InstantSource.system()).run(rest);
      case "approvals-dry-run" ->
          new ApprovalsDryRunCommand(
                  Settings.clickHouse(environment), out, InstantSource.system())
              .run(rest);
      default -> throw unknown(arguments.get(0));
    }
    return 0;
  }

  private static String help(String command) {
    return switch (command) {
      case "token" -> TokenCommand.HELP;
      case "verify" -> VerifyCommand.HELP;
      case "budgets" -> BudgetsCommand.HELP;
      case "backtest" -> BacktestCommand.HELP;
      case "approvals" -> ApprovalsCommand.HELP;
      case "approvals-dry-run" -> ApprovalsDryRunCommand.HELP;
      default -> throw unknown(command);
    };
  }

  private static IllegalArgumentException unknown(String command) {
    return new IllegalArgumentException(command + " is no command: see --help");
  }

  private static void serve(Settings settings, PrintStream out) {
    QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
    ApprovalApi api = ApprovalApi.start(settings, InstantSource.system());
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  api.close();
                  ended.countDown();
                },
                "aiops-shutdown"));
    out.println("approval-api listens on http://" + settings.http().host() + ":" + api.port());
    await(ended);
  }

  private static void await(CountDownLatch ended) {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
