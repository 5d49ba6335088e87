/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import dev.aiops.approval.access.Scope;
import dev.aiops.approval.access.Secret;
import dev.aiops.approval.access.Token;
import dev.aiops.approval.access.Tokens;
import dev.aiops.approval.access.Users;
import dev.aiops.approval.budget.Actor;
import dev.aiops.approval.budget.AdminOrder;
import dev.aiops.approval.budget.BudgetLog;
import dev.aiops.approval.budget.Budgets;
import dev.aiops.approval.budget.Glob;
import dev.aiops.approval.budget.Governing;
import dev.aiops.approval.budget.Limits;
import dev.aiops.approval.budget.Settling;
import dev.aiops.approval.budget.Standing;
import dev.aiops.approval.engine.Engine;
import dev.aiops.approval.http.Hooks;
import dev.aiops.approval.http.HttpServer;
import dev.aiops.approval.http.HttpSettings;
import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Decision;
import dev.aiops.approval.log.MemoryControlLog;
import dev.aiops.approval.log.Sequencer;
import dev.aiops.approval.log.SequencerSettings;
import dev.aiops.approval.policy.PolicyFile;
import io.opentelemetry.javaagent.aiops.budget.Ticks;
import io.opentelemetry.javaagent.aiops.control.KeeperSettings.Caller;
import io.opentelemetry.javaagent.aiops.control.KeeperSettings.Timings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** The real control plane on a free port, over a log in memory; it can be stopped and restarted. */
public final class TestControl implements AutoCloseable {

  static final String HOST = "node-7/boot-1";
  static final Timings FAST =
      new Timings(
          Duration.ofMillis(200),
          Duration.ofMillis(200),
          Duration.ofMillis(100),
          Duration.ofMillis(300),
          Duration.ofSeconds(60),
          Duration.ofMillis(300),
          Duration.ofMinutes(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10));

  private static final Actor ADMIN = new Actor("ana", Set.of("admin"));

  final String token = Secret.draw();
  private final MemoryControlLog log = new MemoryControlLog();
  private final Sequencer<Budgets> desk;
  private final Tokens tokens;
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final long startedNanos = System.nanoTime();
  private final Instant began;
  private Engine engine;
  private HttpServer server;
  private int port;

  /** At noon. */
  TestControl(String policy) throws Exception {
    this(policy, Instant.parse("2026-11-26T12:00:00Z"));
  }

  /** At a time of one's own. */
  public TestControl(String policy, Instant now) throws Exception {
    began = now;
    Glob any = new Glob("*");
    Scope scope = new Scope(new Glob("support-*"), any, any);
    tokens = new Tokens(List.of(new Token("support", Secret.sha256(token), scope, Set.of())));
    desk =
        Sequencer.start(
            log, Budgets.EMPTY, BudgetLog::apply, SequencerSettings.DEFAULTS, this::now);
    startAgain();
    policy(policy);
  }

  private Instant now() {
    return began.plusNanos(System.nanoTime() - startedNanos);
  }

  void startAgain() {
    engine = Engine.start(log, Limits.DEFAULT, SequencerSettings.DEFAULTS, this::now);
    Hooks hooks =
        new Hooks(
            () -> tokens,
            () -> Users.NONE,
            List::of,
            () -> "",
            Optional::empty,
            NoLabels.labelling(),
            refused::add,
            () -> {});
    HttpSettings http = new HttpSettings("127.0.0.1", port, Duration.ofSeconds(15), 100_000);
    server = HttpServer.start(http, engine, hooks, this::now);
    port = server.port();
  }

  void stop() {
    engine.close();
    server.close();
  }

  /** How often it refused by this rule. */
  long refused(String rule) {
    return refused.stream().filter(rule::equals).count();
  }

  /** The agent's token. */
  public String token() {
    return token;
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  void policy(String yaml) throws Exception {
    get(engine.policy(PolicyFile.read("policy.yaml", yaml), "test"));
  }

  void halt(String budget) throws Exception {
    Governing governing = new Governing(Limits.DEFAULT);
    decide((state, now) -> governing.halt(state, now, budget, order()));
  }

  void resume(String budget) throws Exception {
    Governing governing = new Governing(Limits.DEFAULT);
    decide((state, now) -> governing.resume(state, now, budget, order()));
  }

  void revoke(String lease) throws Exception {
    Settling settling = new Settling(Limits.DEFAULT);
    decide((state, now) -> settling.revoke(state, now, lease, order()));
  }

  private static AdminOrder order() {
    return new AdminOrder(UUID.randomUUID().toString(), ADMIN, "a test");
  }

  private <R> void decide(BiFunction<Budgets, Instant, Decided<Budgets, R>> rule) throws Exception {
    get(
        desk.send(
            (state, now) -> {
              Decided<Budgets, R> decided = rule.apply(state, now);
              return new Decision<>(decided.entries(), decided.reply());
            }));
  }

  /** How a budget's newest day stands. */
  public Standing standing(String budget) throws Exception {
    List<Standing> days =
        get(desk.send((state, now) -> Decision.of(Governing.days(state, now, budget))));
    return days.get(days.size() - 1);
  }

  /** How the first of its days stands. */
  Standing firstDay(String budget) throws Exception {
    return get(desk.send((state, now) -> Decision.of(Governing.days(state, now, budget)))).get(0);
  }

  private static <R> R get(CompletableFuture<R> reply) throws Exception {
    return reply.get(20, TimeUnit.SECONDS);
  }

  KeeperSettings settings(Path folder, Timings timings) {
    return settings(folder, timings, port, token);
  }

  static KeeperSettings settings(Path folder, Timings timings, int port, String token) {
    return new KeeperSettings(
        URI.create("http://127.0.0.1:" + port),
        token,
        folder,
        new Caller("support-chat", "production", ""),
        HOST,
        Ticks.SYSTEM,
        timings);
  }

  @Override
  public void close() {
    stop();
    desk.close();
  }
}
