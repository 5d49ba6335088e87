/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo;

import dev.aiops.demo.provider.ProviderSimulator;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The same questions before and after a worse prompt is deployed: no call fails, nothing is slower
 * or dearer, and only who evaluates the runs finds out.
 */
final class PromptScene {

  private static final String PACE = "first-byte=5ms";

  private final DemoSettings settings;
  private final PrintStream facts;
  private final PrintStream progress;
  private final Clock clock;

  PromptScene(DemoSettings settings, PrintStream facts, PrintStream progress, Clock clock) {
    this.settings = settings;
    this.facts = facts;
    this.progress = progress;
    this.clock = clock;
  }

  void run() throws IOException, InterruptedException {
    Instant since = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    try (ProviderSimulator provider =
        ProviderSimulator.builder().directives(PACE).script(Demo.text("deliveries.json")).start()) {
      deploy(Deployment.CAREFUL, provider);
      deploy(Deployment.QUICK, provider);
      Facts.Bill bill = Facts.Bill.ofAccountable(provider.ledger().calls());
      facts.println("since=" + since);
      facts.println("before=" + Deployment.CAREFUL.version());
      facts.println("after=" + Deployment.QUICK.version());
      facts.println("accountable_calls=" + bill.calls());
      facts.println("accountable_usd=" + bill.usd());
    }
  }

  private void deploy(Deployment deployment, ProviderSimulator provider)
      throws IOException, InterruptedException {
    progress.println(
        "Deploying release %s of the support desk, prompt '%s' ..."
            .formatted(deployment.version(), deployment.environment().get("SUPPORT_DESK_PROMPT")));
    SampleApp.work(settings, deployment, provider, progress);
  }
}
