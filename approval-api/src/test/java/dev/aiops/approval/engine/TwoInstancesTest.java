/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.aiops.approval.approvals.Action;
import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.approvals.ApprovalId;
import dev.aiops.approval.approvals.ApprovalReply;
import dev.aiops.approval.approvals.ApprovalReply.Problem;
import dev.aiops.approval.approvals.ApprovalReply.Rejected;
import dev.aiops.approval.approvals.ApprovalReply.Viewed;
import dev.aiops.approval.approvals.ApprovalState;
import dev.aiops.approval.approvals.Arguments;
import dev.aiops.approval.approvals.Deciding.Answer;
import dev.aiops.approval.approvals.Deciding.Person;
import dev.aiops.approval.approvals.Deciding.Seen;
import dev.aiops.approval.approvals.Held;
import dev.aiops.approval.approvals.Requesting;
import dev.aiops.approval.approvals.Sight;
import dev.aiops.approval.approvals.Using;
import dev.aiops.approval.budget.Actor;
import dev.aiops.approval.budget.Channel;
import dev.aiops.approval.budget.Limits;
import dev.aiops.approval.log.Committed;
import dev.aiops.approval.log.MemoryControlLog;
import dev.aiops.approval.log.SequencerSettings;
import dev.aiops.approval.policy.PolicyFile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two engines on one log. */
class TwoInstancesTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final long LIMIT_SECONDS = 20;
  private static final String POLICY =
      """
      budgets: []
      approvals:
        - {name: refunds, tools: refund, approvers: [boss], decide_within: 1h, use_within: 5m}
        - {name: payouts, tools: payout, approvers: [boss]}
      """;

  /** What others wrote is not read but by ticks, or with a command. */
  private static final SequencerSettings SETTINGS =
      new SequencerSettings(
          20_000, 256, Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ofHours(1));

  private final MemoryControlLog log = new MemoryControlLog();
  private volatile Instant now = NOON;
  private final Engine one = engine(Duration.ZERO);
  private final Engine other = engine(Duration.ZERO);

  private Engine engine(Duration skew) {
    InstantSource clock = () -> now.plus(skew);
    Engine engine = Engine.start(log, Limits.DEFAULT, SETTINGS, clock);
    done(engine.policy(PolicyFile.read("p.yaml", POLICY), "test"));
    return engine;
  }

  @AfterEach
  void stop() {
    one.close();
    other.close();
  }

  @Test
  void approveAndDenyAtTheSameMoment_haveOneOutcomeForAll() throws Exception {
    race(300);
  }

  @Test
  @Tag("long")
  void approveAndDenyAtTheSameMoment_haveOneOutcomeForAllTenThousandTimes() throws Exception {
    race(10_000);
  }

  private void race(int rounds) throws Exception {
    int approved = 0;
    for (int i = 0; i < rounds; i++) {
      String id = ask(one, "refund").id();
      CyclicBarrier start = new CyclicBarrier(2);
      CompletableFuture<ApprovalReply> yes = decideAt(start, one, id, "ana", true);
      CompletableFuture<ApprovalReply> no = decideAt(start, other, id, "ben", false);
      List<ApprovalReply> replies = List.of(done(yes), done(no));
      assertThat(replies).filteredOn(Viewed.class::isInstance).hasSize(1);
      assertThat(replies)
          .filteredOn(Rejected.class::isInstance)
          .extracting(reply -> ((Rejected) reply).problem())
          .containsExactly(Problem.ALREADY_DECIDED);
      Approval here = find(one, id);
      assertThat(find(other, id)).isEqualTo(here);
      boolean won = replies.get(0) instanceof Viewed;
      assertThat(here.state()).isEqualTo(won ? ApprovalState.APPROVED : ApprovalState.DENIED);
      approved += won ? 1 : 0;
    }
    assertThat(rows("approval_settled")).hasSize(rounds);
    assertThat(rows("approval_settled").filter(row -> row.entry().stateAfter().equals("APPROVED")))
        .hasSize(approved);
  }

  private static CompletableFuture<ApprovalReply> decideAt(
      CyclicBarrier start, Engine engine, String id, String name, boolean approve) {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                start.await(LIMIT_SECONDS, TimeUnit.SECONDS);
                return engine;
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            },
            work -> new Thread(work).start())
        .thenCompose(started -> decide(started, id, name, approve));
  }

  @Test
  void usesAtTheSameMoment_haveOneWinner() {
    String id = ask(one, "payout").id();
    String hash = find(one, id).proposedHash();
    done(decide(one, id, "ana", true));
    List<CompletableFuture<ApprovalReply>> uses =
        Stream.iterate(0, i -> i + 1)
            .limit(1_000)
            .map(i -> use(i % 2 == 0 ? one : other, id, hash))
            .toList();
    assertThat(uses.stream().map(TwoInstancesTest::done).filter(Viewed.class::isInstance))
        .hasSize(1);
    assertThat(rows("approval_consumed")).hasSize(1);
    assertThat(rows("approval_refused")).as("audited, up to a bound").hasSize(100);
  }

  @Test
  void decisionOfAnotherInstance_endsAWaitByItself() {
    String id = ask(one, "payout").id();
    CompletableFuture<ApprovalReply> waiting =
        other.approvals().await(id, 1, Duration.ofSeconds(LIMIT_SECONDS), Sight.ALL);
    done(decide(one, id, "ana", true));
    long from = System.nanoTime();
    assertThat(((Viewed) done(waiting)).approval().state()).isEqualTo(ApprovalState.APPROVED);
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void wait_endsWithTheTime() {
    String id = ask(one, "payout").id();
    ApprovalReply reply = done(one.approvals().await(id, 1, Duration.ofMillis(50), Sight.ALL));
    assertThat(((Viewed) reply).approval().state()).isEqualTo(ApprovalState.PENDING);
  }

  @Test
  void approvalsWhoseTimeIsOver_endOnceWhoeverSeesItFirst() {
    String undecided = ask(one, "refund").id();
    String unused = ask(one, "refund").id();
    String used = ask(one, "payout").id();
    String forever = ask(one, "payout").id();
    done(decide(one, unused, "ana", true));
    done(decide(one, used, "ana", true));
    done(use(one, used, find(one, used).proposedHash()));
    CompletableFuture<ApprovalReply> ended =
        other.approvals().await(undecided, 1, Duration.ofSeconds(LIMIT_SECONDS), Sight.ALL);
    now = NOON.plus(Duration.ofHours(2));
    assertThat(((Viewed) done(ended)).approval().state()).isEqualTo(ApprovalState.EXPIRED);
    assertThat(find(one, unused).state()).isEqualTo(ApprovalState.EXPIRED);
    assertThat(find(one, used).state()).isEqualTo(ApprovalState.OUTCOME_UNKNOWN);
    assertThat(find(one, forever).state()).isEqualTo(ApprovalState.PENDING);
    assertThat(rows("approval_expired")).hasSize(2);
    assertThat(rows("approval_unknown")).hasSize(1);
  }

  @Test
  void clocksThatAreAnHourOff_runNothingThatWasNotApproved() {
    try (Engine ahead = engine(Duration.ofHours(1));
        Engine behind = engine(Duration.ofHours(-1))) {
      String id = ask(behind, "payout").id();
      String hash = find(one, id).proposedHash();
      for (Engine engine : List.of(ahead, one, behind)) {
        assertThat(((Rejected) done(use(engine, id, hash))).problem())
            .isEqualTo(Problem.NOT_APPROVED);
      }
      assertThat(find(ahead, id).state())
          .as("without a time it waits")
          .isEqualTo(ApprovalState.PENDING);
      String bounded = ask(ahead, "refund").id();
      done(decide(ahead, bounded, "ana", true));
      now = NOON.plus(Duration.ofMinutes(6));
      done(ahead.fresh());
      assertThat(done(use(ahead, bounded, find(ahead, bounded).proposedHash())))
          .isInstanceOf(Rejected.class);
      assertThat(done(use(behind, bounded, find(behind, bounded).proposedHash())))
          .as("what is over stays over, whatever another clock says")
          .isInstanceOf(Rejected.class);
      assertThat(rows("approval_consumed")).isEmpty();
    }
  }

  private static Approval ask(Engine engine, String tool) {
    Action action =
        new Action(
            "shop",
            "live",
            "",
            "bot",
            tool,
            "",
            null,
            Arguments.of(JsonNodeFactory.instance.objectNode().put("order", "A-17")),
            null);
    Requesting.Request request =
        new Requesting.Request(
            ApprovalId.draw(), unique(), new Held(action), unique(), "", null, "agent");
    return ((Viewed) done(engine.approvals().request(request))).approval();
  }

  private static CompletableFuture<ApprovalReply> decide(
      Engine engine, String id, String name, boolean approve) {
    Person person = new Person(new Actor(name, Set.of("boss")), "token", false, "127.0.0.1");
    Seen seen = new Seen(Channel.API, 1, null);
    return engine
        .approvals()
        .decide(new Answer(id, unique(), person, approve, "because", seen, null));
  }

  private static CompletableFuture<ApprovalReply> use(Engine engine, String id, String hash) {
    Using.Use use = new Using.Use(id, unique(), hash, "host", unique(), unique(), "agent");
    return engine.approvals().consume(use, Sight.ALL, name -> Set.of("boss"));
  }

  private static Approval find(Engine engine, String id) {
    return ((Viewed) done(engine.approvals().find(id, Sight.ALL))).approval();
  }

  private Stream<Committed> rows(String kind) {
    return log.read(0, Integer.MAX_VALUE).rows().stream()
        .filter(row -> row.entry().kind().equals(kind));
  }

  private static String unique() {
    return UUID.randomUUID().toString();
  }

  private static <T> T done(CompletableFuture<T> reply) {
    return reply.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
  }
}
