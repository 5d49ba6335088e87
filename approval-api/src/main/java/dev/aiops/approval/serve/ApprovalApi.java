/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.approval.access.Oidc;
import dev.aiops.approval.access.Token;
import dev.aiops.approval.access.TokenFile;
import dev.aiops.approval.access.Tokens;
import dev.aiops.approval.access.UserFile;
import dev.aiops.approval.access.Users;
import dev.aiops.approval.budget.Limits;
import dev.aiops.approval.budget.Policy;
import dev.aiops.approval.engine.Engine;
import dev.aiops.approval.http.Hooks;
import dev.aiops.approval.http.HttpServer;
import dev.aiops.approval.label.Labelling;
import dev.aiops.approval.log.ClickHouseControlLog;
import dev.aiops.approval.log.ControlLog;
import dev.aiops.approval.log.SequencerSettings;
import dev.aiops.approval.notify.Notifier;
import dev.aiops.approval.policy.InvalidPolicyException;
import dev.aiops.approval.policy.PolicyFile;
import dev.aiops.approval.web.Pages;
import dev.aiops.clickhouse.Check;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One running instance. Others may run on the same log. */
public final class ApprovalApi implements AutoCloseable {

  private static final String ACTOR = "policy-file";
  private static final long PUT_SECONDS = 20;

  private final Settings settings;
  private final InstantSource clock;
  private final Metrics metrics = new Metrics();
  private final Engine engine;
  private final Reconciliation reconciliation;
  private final RefusedCalls refusedCalls;
  private final Bounded pages = new Bounded("aiops-runs");
  private final RecordedRuns runs;
  private final Labelling labelling;
  private final Watch policy;
  private final Watch tokens;
  private final Optional<Watch> users;
  private final Optional<Oidc> oidc;
  private final HttpServer server;
  private final ScheduledExecutorService polls =
      Executors.newSingleThreadScheduledExecutor(ApprovalApi::thread);
  private final Notifier notifier;
  private final ScheduledFuture<?> polling;
  private volatile Tokens valid = new Tokens(List.of());
  private volatile Users people = Users.NONE;

  private ApprovalApi(Settings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    reconciliation = new Reconciliation(settings.clickHouse(), clock);
    refusedCalls = new RefusedCalls(settings.clickHouse(), clock);
    runs = new RecordedRuns(settings.clickHouse(), pages);
    labelling = new Labelling(new RecordedLabels(settings.clickHouse(), pages), clock);
    ControlLog log =
        new TimedLog(new ClickHouseControlLog(settings.clickHouse()), metrics.appends());
    engine = Engine.start(log, Limits.DEFAULT, SequencerSettings.DEFAULTS, clock);
    policy = new Watch(settings.policy(), this::putInForce, clock);
    tokens = new Watch(settings.tokens(), this::readTokens, clock);
    users =
        settings
            .web()
            .users()
            .map(file -> new Watch(file, content -> readUsers(file, content), clock));
    oidc = settings.web().oidc().map(provider -> new Oidc(provider, clock));
    try {
      server = begin();
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
    notifier = Notifier.start(settings.notices(), engine.notices(), log, clock);
    polling = schedule();
    oidc.ifPresent(provider -> polls.execute(provider::discover));
  }

  /**
   * Reads the log, puts the policy file in force, and listens.
   *
   * @throws InvalidSettingsException where the log cannot be used, or there is no policy at all
   */
  public static ApprovalApi start(Settings settings, InstantSource clock) {
    if (settings.clickHouse().check() instanceof Check.Failed failed) {
      throw new InvalidSettingsException(List.of(failed.reason()));
    }
    return new ApprovalApi(settings, clock);
  }

  private ScheduledFuture<?> schedule() {
    long millis = settings.pollEvery().toMillis();
    return polls.scheduleWithFixedDelay(this::poll, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Every route it answers, as {@code GET /healthz}. */
  List<String> routes() {
    return server.routes();
  }

  /** Answers what is under way, then ends. */
  @Override
  public void close() {
    polling.cancel(true);
    polls.shutdownNow();
    notifier.close();
    // the engine first: what waits in it is answered, and what comes later is sent elsewhere
    engine.close();
    server.close();
    pages.close();
  }

  private HttpServer begin() {
    poll();
    requirePolicy();
    Hooks hooks =
        new Hooks(
            () -> valid,
            () -> people,
            this::problems,
            () -> metrics.scrape(engine, clock, reconciliation),
            refusedCalls::quarters,
            labelling,
            metrics::refused,
            this::beyondLog);
    metrics.watch(engine, policy, tokens, clock);
    metrics.watchNotices(engine, settings.notices().channels(), clock);
    Pages site = new Pages(settings.web(), engine, () -> people, oidc, records(), clock);
    return HttpServer.start(settings.http(), engine, hooks, site, clock);
  }

  private Pages.Records records() {
    return new Pages.Records(runs, labelling, new AuditRows(settings.clickHouse()));
  }

  /** Without a first policy nothing would be capped, and every agent would be told so. */
  private void requirePolicy() {
    boolean none = engine.budgets().policy().equals(Policy.NONE);
    if (none && policy.mistake().isPresent()) {
      throw new InvalidSettingsException(
          List.of("No policy was ever in force. " + policy.mistake().get()));
    }
  }

  private void poll() {
    policy.poll();
    tokens.poll();
    users.ifPresent(Watch::poll);
  }

  private void putInForce(String content) throws IOException {
    Policy read = read(content);
    try {
      engine.policy(read, ACTOR).get(PUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      throw new IOException("the control log does not take it: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("shutting down", e);
    }
  }

  private Policy read(String content) {
    try {
      return PolicyFile.read(settings.policy().getFileName().toString(), content);
    } catch (InvalidPolicyException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private void readTokens(String content) throws IOException {
    List<Token> all = new ArrayList<>(TokenFile.read(settings.tokens(), content).all());
    settings.runner().ifPresent(all::add);
    valid = new Tokens(all);
  }

  private void readUsers(Path file, String content) throws IOException {
    people = UserFile.read(file, content);
  }

  private void beyondLog() {
    metrics.beyondLog();
    System.getLogger(ApprovalApi.class.getName())
        .log(
            System.Logger.Level.ERROR,
            "A holder was granted more than the control log knows: was the log restored from a"
                + " backup? Compare it with the provider's bill.");
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>();
    engine.failure().ifPresent(why -> problems.add(String.valueOf(why.getMessage())));
    if (!settings.clickHouse().answers()) {
      problems.add("the control log does not answer at " + settings.clickHouse().url());
    }
    policy.mistake().ifPresent(problems::add);
    tokens.mistake().ifPresent(problems::add);
    users.flatMap(Watch::mistake).ifPresent(problems::add);
    return problems;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "aiops-poll");
    thread.setDaemon(true);
    return thread;
  }
}
