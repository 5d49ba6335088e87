/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo;

import dev.aiops.demo.provider.ProviderSimulator;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Runs the sample app under the agent against a simulated provider that keeps a bill of its own.
 * What the app says goes to standard error, what is to be compared with the log (see {@link Facts})
 * to standard output.
 */
public final class Demo {

  /** service.name of the sample app. */
  static final String SERVICE = "support-desk";

  /** As a model takes: without it every bar of a timeline would be of one length. */
  private static final String PACE = "first-byte=60ms chunk=2ms";

  private final DemoSettings settings;
  private final PrintStream facts;
  private final PrintStream progress;
  private final Clock clock;

  Demo(DemoSettings settings, PrintStream facts, PrintStream progress, Clock clock) {
    this.settings = settings;
    this.facts = facts;
    this.progress = progress;
    this.clock = clock;
  }

  /**
   * Takes no arguments, or {@code evals} for {@link PromptScene}; exits 1 where the app cannot be
   * run or fails, or what was recorded of the refunds that wait differs from what happened.
   */
  public static void main(String[] args) throws InterruptedException {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    try {
      DemoSettings settings = DemoSettings.of(System.getenv());
      if (List.of(args).contains("evals")) {
        new PromptScene(settings, out, err, Clock.systemUTC()).run();
      } else {
        new Demo(settings, out, err, Clock.systemUTC()).run();
      }
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      err.println("aiops: " + e.getMessage());
      System.exit(1);
    }
  }

  void run() throws IOException, InterruptedException {
    Optional<String> uncapped = uncapped();
    Optional<String> unheld = DemoApprovals.none(settings.control());
    Instant since = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    try (ProviderSimulator provider =
        ProviderSimulator.builder().directives(PACE).script(text("conversations.json")).start()) {
      progress.println("Running the support desk of a lamp shop under the agent ...");
      List<String> said = unheld.isPresent() ? work(provider) : workWithAPerson(provider);
      Facts.of(since, provider.ledger(), uncapped, RefundCheck.booked(said).size(), unheld)
          .print(facts);
    }
  }

  private List<String> workWithAPerson(ProviderSimulator provider)
      throws IOException, InterruptedException {
    DemoApprovals approvals = DemoApprovals.begin(settings.control().orElseThrow(), progress);
    List<String> said = work(provider);
    approvals.end(said);
    return said;
  }

  /** Why the backlog meets no cap; empty where it meets one. */
  private Optional<String> uncapped() throws IOException, InterruptedException {
    if (settings.control().isEmpty()) {
      return Optional.of("no approval-api is used here: AIOPS_CONTROL_URL names none");
    }
    DemoCap cap = new DemoCap(settings.control().get());
    if (!cap.exists()) {
      return Optional.of(
          "the policy in force has no budget demo: approval-api/policy.start.yaml has one");
    }
    cap.raiseWhereSpent().ifPresent(progress::println);
    return Optional.empty();
  }

  /** What the app said, when it has ended. */
  private List<String> work(ProviderSimulator provider) throws IOException, InterruptedException {
    return SampleApp.work(settings, Deployment.MORNING, provider, progress);
  }

  /** A resource beside this class. */
  static String text(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(Demo.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
