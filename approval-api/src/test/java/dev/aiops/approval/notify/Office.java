/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import static dev.aiops.approval.budget.Channel.API;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.aiops.approval.approvals.Action;
import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.approvals.ApprovalId;
import dev.aiops.approval.approvals.ApprovalReply;
import dev.aiops.approval.approvals.ApprovalReply.Viewed;
import dev.aiops.approval.approvals.Arguments;
import dev.aiops.approval.approvals.Deciding.Answer;
import dev.aiops.approval.approvals.Deciding.Person;
import dev.aiops.approval.approvals.Deciding.Seen;
import dev.aiops.approval.approvals.Held;
import dev.aiops.approval.approvals.Requesting;
import dev.aiops.approval.budget.Actor;
import dev.aiops.approval.budget.DecidedAs;
import dev.aiops.approval.budget.Limits;
import dev.aiops.approval.engine.Engine;
import dev.aiops.approval.log.ControlLog;
import dev.aiops.approval.log.MemoryControlLog;
import dev.aiops.approval.log.SequencerSettings;
import dev.aiops.approval.notify.NotifySettings.Webhook;
import dev.aiops.approval.policy.PolicyFile;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A control plane whose log is in memory, with a clock that can be put forward. */
final class Office implements AutoCloseable {

  static final String SECRET = "a secret of more than 32 bytes, for tests";
  static final URI PAGES = URI.create("https://ops.example.com");

  /** As in production, but a hundred times as fast. */
  static final Pace FAST =
      new Pace(
          Duration.ofMillis(400),
          Duration.ofMillis(1_200),
          Duration.ofMillis(10),
          Duration.ofMillis(100),
          Duration.ofMillis(5),
          Duration.ofDays(7));

  private static final long LIMIT_SECONDS = 20;
  private static final String POLICY =
      """
      budgets:
        - {name: live, daily_cap: 10.00, zone: UTC, raised_by: [boss]}
      approvals:
        - {name: refunds, tools: "refund*", approvers: [boss], decide_within: 100d, use_within: 100d}
        - {name: pairs, tools: pay, approvers: [boss], quorum: 2}
      """;
  private static final SequencerSettings SETTINGS =
      new SequencerSettings(
          20_000, 256, Duration.ofSeconds(10), Duration.ofMillis(20), Duration.ofMillis(20));

  final ControlLog log;
  final Engine engine;
  private volatile Duration ahead = Duration.ZERO;
  private final InstantSource clock = () -> Instant.now().plus(ahead);

  Office() {
    this(new MemoryControlLog());
  }

  /** An instance on a log. */
  Office(ControlLog log) {
    this.log = log;
    engine = Engine.start(log, Limits.DEFAULT, SETTINGS, clock);
    if (engine.head().seq() == 0) {
      done(engine.policy(PolicyFile.read("p.yaml", POLICY), "test"));
    }
  }

  void passes(Duration time) {
    ahead = ahead.plus(time);
  }

  static NotifySettings webhook(URI url) {
    return settings(Optional.of(url), Optional.empty());
  }

  static NotifySettings settings(Optional<URI> webhook, Optional<URI> slack) {
    return new NotifySettings(
        webhook.map(url -> new Webhook(url, List.of(SECRET))),
        slack,
        PAGES,
        Duration.ofMinutes(15),
        FAST);
  }

  /** Tells; what is asked for from now on is told. */
  Notifier tells(NotifySettings settings) throws InterruptedException {
    Notifier notifier = Notifier.start(settings, engine.notices(), log, clock);
    for (String channel : settings.channels()) {
      until(() -> engine.notices().known().outbox().channel(channel).isPresent());
    }
    return notifier;
  }

  Channel channel() {
    return engine.notices().known().outbox().channel(WebhookTarget.CHANNEL).orElseThrow();
  }

  Approval ask(String tool) {
    return ask(tool, "bot", "A-17");
  }

  Approval ask(String tool, String agent, String order) {
    Action action =
        new Action(
            "shop",
            "live",
            "",
            agent,
            tool,
            "",
            "ruth",
            Arguments.of(JsonNodeFactory.instance.objectNode().put("order", order)),
            null);
    Requesting.Request request =
        new Requesting.Request(
            ApprovalId.draw(), unique(), new Held(action), unique(), "", null, "agent");
    return ((Viewed) done(engine.approvals().request(request))).approval();
  }

  ApprovalReply decide(String id, String name, boolean approve) {
    long version = engine.approvals().known().find(id).orElseThrow().version();
    Person person = new Person(new Actor(name, Set.of("boss")), "token", false, "127.0.0.1");
    return done(
        engine
            .approvals()
            .decide(
                new Answer(
                    id, unique(), person, approve, "because", new Seen(API, version, null), null)));
  }

  static DecidedAs as(Actor actor) {
    return DecidedAs.of(actor, "token", "127.0.0.1", API);
  }

  static String unique() {
    return UUID.randomUUID().toString();
  }

  static <T> T done(CompletableFuture<T> reply) {
    return reply.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
  }

  /** A condition. */
  interface Condition {
    boolean holds();
  }

  static void until(Condition condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!condition.holds() && System.nanoTime() < deadline) {
      Thread.sleep(5);
    }
    assertThat(condition.holds()).as("in time").isTrue();
  }

  @Override
  public void close() {
    engine.close();
  }
}
