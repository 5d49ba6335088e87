/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.aiops.approval.approvals.ApprovalReply.Rejected;
import dev.aiops.approval.approvals.ApprovalReply.Viewed;
import dev.aiops.approval.approvals.Deciding.Answer;
import dev.aiops.approval.approvals.Deciding.Person;
import dev.aiops.approval.approvals.Deciding.Seen;
import dev.aiops.approval.budget.Actor;
import dev.aiops.approval.budget.ApprovalRule;
import dev.aiops.approval.budget.ApprovalRule.Reuse;
import dev.aiops.approval.budget.Channel;
import dev.aiops.approval.budget.Glob;
import dev.aiops.approval.budget.Policy;
import dev.aiops.approval.log.Decided;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Names that read well in tests. */
final class Fixtures {

  static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  static final String ROLE = "refund-approver";
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final JsonMapper EXACT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private Fixtures() {}

  static Arguments arguments(String json) {
    try {
      return Arguments.of(EXACT.readTree(json.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static Action refund(String arguments) {
    return refund("bot", "ruth", arguments);
  }

  static Action refund(String agent, @Nullable String requester, String arguments) {
    return new Action(
        "shop-api", "live", "cx", agent, "refund", "", requester, arguments(arguments), null);
  }

  /** A call of a tool of which its server says that. */
  static Action hinted(@Nullable Hints hints) {
    return new Action(
        "shop-api", "live", "cx", "bot", "refund", "", "ruth", arguments("{'amount':5}"), hints);
  }

  static Person person(String name, String... roles) {
    return new Person(new Actor(name, Set.of(roles)), "token", false, "127.0.0.1");
  }

  /** By the API, on a version. */
  static Seen seen(long version) {
    return new Seen(Channel.API, version, null);
  }

  static Rule rule() {
    return new Rule();
  }

  static Policy policy(Rule... rules) {
    List<ApprovalRule> all = new ArrayList<>();
    List.of(rules).forEach(rule -> all.add(rule.build()));
    return Policy.of(List.of(), all);
  }

  /** A log that one control plane writes. */
  static final class Desk {

    Policy policy;
    Approvals state = Approvals.EMPTY;
    Instant now = NOON;

    Desk(Policy policy) {
      this.policy = policy;
    }

    ApprovalReply take(Decided<Approvals, ApprovalReply> decided) {
      decided.entries().forEach(entry -> state = ApprovalLog.event(entry).on(state));
      assertFolded(decided);
      return decided.reply();
    }

    private void assertFolded(Decided<Approvals, ?> decided) {
      decided
          .entries()
          .forEach(
              entry ->
                  assertThat(state.find(entry.entity()))
                      .as("what is folded is what was decided")
                      .isEqualTo(decided.after(state).find(entry.entity())));
    }

    Approval ask(Action action) {
      return ((Viewed) ask(action, "run-1", "r" + COUNT.incrementAndGet())).approval();
    }

    ApprovalReply ask(Action action, String run, String request) {
      String id = ApprovalId.draw();
      return take(
          Requesting.request(
              state,
              policy,
              now,
              new Requesting.Request(id, request, new Held(action), run, "", null, "agent-token")));
    }

    ApprovalReply decide(String id, Person person, boolean approve) {
      return decide(id, person, approve, approve ? "" : "no", null);
    }

    ApprovalReply decide(
        String id, Person person, boolean approve, String reason, @Nullable Arguments edited) {
      long version = state.get(id).version();
      return take(
          Deciding.decide(
              state,
              policy,
              now,
              new Answer(
                  id,
                  "d" + COUNT.incrementAndGet(),
                  person,
                  approve,
                  reason,
                  seen(version),
                  edited)));
    }

    ApprovalReply consume(String id, String hash, Map<String, Set<String>> roles) {
      return consume(id, hash, "c" + COUNT.incrementAndGet(), "p1", roles);
    }

    ApprovalReply consume(
        String id, String hash, String request, String process, Map<String, Set<String>> roles) {
      Using.Use use =
          new Using.Use(id, request, hash, "host", process, "x-" + request, "agent-token");
      return take(
          Using.consume(state, now, use, Sight.ALL, name -> roles.getOrDefault(name, Set.of())));
    }

    void pass(Duration time) {
      now = now.plus(time);
      Aging.pass(state, now).entries().forEach(entry -> state = ApprovalLog.event(entry).on(state));
    }

    ApprovalState stateOf(String id) {
      return state.get(id).state();
    }
  }

  static Approval viewed(ApprovalReply reply) {
    return ((Viewed) reply).approval();
  }

  static ApprovalReply.Problem problem(ApprovalReply reply) {
    return ((Rejected) reply).problem();
  }

  static String text(ApprovalReply reply) {
    return ((Rejected) reply).text();
  }

  static final class Rule {

    private String name = "refunds";
    private List<Glob> tools = List.of(new Glob("refund*"));
    private List<Glob> agents = List.of();
    private @Nullable String when;
    private int quorum = 1;
    private int denyQuorum = 1;
    private boolean requesterMayApprove;
    private @Nullable Duration decideWithin;
    private @Nullable Duration useWithin;
    private Reuse reuse = Reuse.RUN;
    private boolean critical;
    private boolean mayEdit;

    Rule name(String chosen) {
      name = chosen;
      return this;
    }

    Rule agents(String pattern) {
      agents = List.of(new Glob(pattern));
      return this;
    }

    Rule when(String condition) {
      when = condition;
      return this;
    }

    Rule quorum(int people) {
      quorum = people;
      return this;
    }

    Rule denyQuorum(int people) {
      denyQuorum = people;
      return this;
    }

    Rule requesterMayApprove() {
      requesterMayApprove = true;
      return this;
    }

    Rule decideWithin(Duration time) {
      decideWithin = time;
      return this;
    }

    Rule useWithin(Duration time) {
      useWithin = time;
      return this;
    }

    Rule reuse(Reuse who) {
      reuse = who;
      return this;
    }

    Rule critical() {
      critical = true;
      return this;
    }

    Rule mayEdit() {
      mayEdit = true;
      return this;
    }

    ApprovalRule build() {
      return new ApprovalRule(
          name,
          tools,
          agents,
          List.of(new Glob("shop-*")),
          List.of(),
          List.of(),
          when,
          List.of(ROLE),
          quorum,
          denyQuorum,
          requesterMayApprove,
          decideWithin,
          useWithin,
          Duration.ofSeconds(60),
          reuse,
          critical,
          mayEdit,
          "A person declined this refund.",
          Duration.ofMinutes(10));
    }
  }
}
