/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.approval.log.ControlLogDamagedException;
import dev.aiops.approval.log.ControlLogUnavailableException;
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
          + TokenCommand.HELP;

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
      } else {
        out.println(command(arguments));
      }
      return 0;
    } catch (InvalidSettingsException
        | ControlLogDamagedException
        | ControlLogUnavailableException
        | JavalinBindException
        | IllegalArgumentException
        | IOException e) {
      err.println(e.getMessage());
      return FAILED;
    }
  }

  private static String command(List<String> arguments) throws IOException {
    return switch (arguments.get(0)) {
      case "--help" -> HELP;
      case "token" -> new TokenCommand().run(arguments.subList(1, arguments.size()));
      default ->
          throw new IllegalArgumentException(arguments.get(0) + " is no command: see --help");
    };
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
