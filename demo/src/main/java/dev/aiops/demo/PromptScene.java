/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo;

import dev.aiops.demo.provider.ProviderSimulator;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
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
    Instant since = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    try (ProviderSimulator provider =
        ProviderSimulator.builder().directives(PACE).script(Demo.text("deliveries.json")).start()) {
      deploy(Deployment.CAREFUL, provider);
      Instant changed = nextSecond();
      deploy(Deployment.QUICK, provider);
      nights(since, changed, nextSecond());
      Facts.Bill bill = Facts.Bill.ofAccountable(provider.ledger().calls());
      facts.println("since=" + since);
      facts.println("before=" + Deployment.CAREFUL.version());
      facts.println("after=" + Deployment.QUICK.version());
      facts.println("accountable_calls=" + bill.calls());
      facts.println("accountable_usd=" + bill.usd());
    }
  }

  /** As long as the longer release was up: nights are of one length, and no run is in two. */
  private void nights(Instant since, Instant changed, Instant until) {
    Duration before = Duration.between(since, changed);
    Duration after = Duration.between(changed, until);
    Duration night = before.compareTo(after) > 0 ? before : after;
    facts.println("night_seconds=" + night.toSeconds());
    facts.println("first_night=" + changed);
    facts.println("second_night=" + changed.plus(night));
  }

  /** The app takes longer to start than what is left of a second, so that no run lies before it. */
  private Instant nextSecond() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
  }

  private void deploy(Deployment deployment, ProviderSimulator provider)
      throws IOException, InterruptedException {
    progress.println(
        "Deploying release %s of the support desk, prompt '%s' ..."
            .formatted(deployment.version(), deployment.environment().get("SUPPORT_DESK_PROMPT")));
    SampleApp.work(settings, deployment, provider, progress);
  }
}
