/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.settings;

import io.opentelemetry.javaagent.aiops.Background;
import io.opentelemetry.javaagent.aiops.budget.Budget;
import io.opentelemetry.javaagent.aiops.budget.Budgets;
import io.opentelemetry.javaagent.aiops.budget.Gate;
import io.opentelemetry.javaagent.aiops.budget.Ticks;
import io.opentelemetry.javaagent.aiops.control.Keeper;
import io.opentelemetry.javaagent.aiops.control.KeeperSettings;
import io.opentelemetry.javaagent.aiops.control.KeeperSettings.Caller;
import io.opentelemetry.javaagent.aiops.control.KeeperSettings.Timings;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.run.ProcessIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The budgets of this process. They are asked for once it is known whose process it is; calls
 * before that are refused.
 */
final class Budgeting implements Budgets {

  private static final String NOT_YET = "the agent has not started up";

  private final ControlSettings settings;
  private final Background background;
  private final @Nullable Approving approving;
  private final Instant began = Clock.systemUTC().instant();
  private volatile @Nullable Keeper keeper;

  /**
   * @param approving is told whom to ask for approvals; null where nothing needs any
   */
  Budgeting(ControlSettings settings, Background background, @Nullable Approving approving) {
    this.settings = settings;
    this.background = background;
    this.approving = approving;
  }

  /** What every call passes. */
  Gate gate() {
    Gate.Waits most = Gate.Waits.DEFAULT;
    Gate.Waits waits = new Gate.Waits(most.start(), most.grant(), settings.settlementsWait());
    return new Gate(this, settings.bounds(), waits, background::drain, Clock.systemUTC());
  }

  /** Begins to ask, for {@code process}; at the end of the JVM what is left is given back. */
  synchronized void begin(ProcessIdentity process) {
    if (keeper != null) {
      return;
    }
    Keeper started = Keeper.start(keeping(process));
    keeper = started;
    if (approving != null) {
      approving.begin(started.approvals());
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started), "aiops-budget-end"));
  }

  private void end(Keeper started) {
    Faults.guard("settling at the end", background::drain);
    Faults.guard("giving money back at the end", started::close);
  }

  private KeeperSettings keeping(ProcessIdentity process) {
    return new KeeperSettings(
        settings.url(),
        settings.token(),
        settings.counters(),
        new Caller(process.serviceName(), process.environment(), process.team()),
        HostId.of(System.getenv()),
        Ticks.SYSTEM,
        Timings.DEFAULT);
  }

  @Override
  public Governance governance() {
    Keeper current = keeper;
    return current == null ? new Governance.Unknown(NOT_YET, began) : current.governance();
  }

  @Override
  public Governance awaitGovernance(Duration most) throws InterruptedException {
    Keeper current = keeper;
    return current == null ? new Governance.Unknown(NOT_YET, began) : current.awaitGovernance(most);
  }

  @Override
  public Answer more(Budget budget, long nanoUsd, Duration most) throws InterruptedException {
    Keeper current = keeper;
    return current == null
        ? new Answer.Unavailable(NOT_YET, began)
        : current.more(budget, nanoUsd, most);
  }
}
