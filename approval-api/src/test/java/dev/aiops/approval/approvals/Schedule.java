/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import static dev.aiops.approval.approvals.Fixtures.ROLE;
import static dev.aiops.approval.approvals.Fixtures.arguments;
import static dev.aiops.approval.approvals.Fixtures.policy;
import static dev.aiops.approval.approvals.Fixtures.refund;
import static dev.aiops.approval.approvals.Fixtures.rule;

import dev.aiops.approval.approvals.ApprovalReply.Viewed;
import dev.aiops.approval.budget.Actor;
import dev.aiops.approval.budget.Channel;
import dev.aiops.approval.budget.DecidedAs;
import dev.aiops.approval.budget.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A random history of two instances on one log: agents ask and use, people decide, roles come and
 * go, clocks are an hour off, instances restart, and messages arrive late, twice, in any order or
 * never. All of it follows from the seed.
 */
final class Schedule {

  private static final List<String> PEOPLE = List.of("ana", "ben", "cleo", "ruth");
  private static final String[] ARGUMENTS = {"{'amount':1}", "{'amount':2}", "{'amount':3}"};

  private final SplittableRandom random;
  private final Plane plane;
  private final Policy policy;
  private final Map<String, Set<String>> roles = new HashMap<>();
  private final Witness witness = new Witness(roles);
  private final SimulatedLog log;
  private final List<SimulatedLog.Instance> instances = new ArrayList<>();
  private final List<Runnable> underWay = new ArrayList<>();
  private final List<String> known = new ArrayList<>();
  private final Set<String> answered = new HashSet<>();
  private Instant now = Fixtures.NOON;
  private int count;

  Schedule(long seed, Plane plane) {
    random = new SplittableRandom(seed);
    this.plane = plane;
    Fixtures.Rule rule = rule().quorum(1 + random.nextInt(3)).denyQuorum(1 + random.nextInt(2));
    rule = random.nextBoolean() ? rule.mayEdit() : rule;
    rule = random.nextBoolean() ? rule.useWithin(Duration.ofMinutes(5)) : rule;
    rule = random.nextBoolean() ? rule.decideWithin(Duration.ofMinutes(30)) : rule;
    policy = policy(rule);
    log = new SimulatedLog(plane, witness::row);
    PEOPLE.forEach(name -> roles.put(name, new HashSet<>(Set.of(ROLE))));
    instances.add(log.new Instance(Duration.ofHours(random.nextInt(3) - 1)));
    instances.add(log.new Instance(Duration.ZERO));
  }

  SimulatedLog log() {
    return log;
  }

  Witness witness() {
    return witness;
  }

  void run(int steps) {
    for (int i = 0; i < steps; i++) {
      step();
    }
    while (!underWay.isEmpty()) {
      deliver();
    }
  }

  private void step() {
    switch (random.nextInt(10)) {
      case 0 -> ask();
      case 1, 2, 3 -> answer();
      case 4, 5 -> use();
      case 6 -> world();
      default -> deliver();
    }
  }

  private SimulatedLog.Instance any() {
    SimulatedLog.Instance instance = instances.get(random.nextInt(2));
    if (random.nextInt(3) == 0) {
      instance.caughtUp();
    }
    return instance;
  }

  private <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private void send(Runnable message) {
    underWay.add(message);
  }

  /** Most arrive once; some twice, and some never. */
  private void deliver() {
    if (underWay.isEmpty()) {
      return;
    }
    int index = random.nextInt(underWay.size());
    int fate = random.nextInt(12);
    Runnable message = underWay.get(index);
    if (fate != 1) {
      underWay.remove(index);
    }
    if (fate != 2) {
      message.run();
    }
  }

  private void ask() {
    Action action = refund("bot", "ruth", ARGUMENTS[random.nextInt(3)]);
    String id = "apr_" + ++count;
    Requesting.Request request =
        new Requesting.Request(
            id, "r" + count, new Held(action), "run-" + random.nextInt(2), "", null, "agent");
    send(
        () -> {
          any().run(now, (state, at) -> plane.request(state, policy, at, request));
          known.add(id);
        });
  }

  private void answer() {
    if (known.isEmpty()) {
      return;
    }
    String id = oneOf(known);
    String name = oneOf(PEOPLE);
    int version = 1 + random.nextInt(4);
    boolean approve = random.nextInt(5) > 0;
    boolean edits = approve && random.nextInt(4) == 0;
    @Nullable Arguments edited = edits ? arguments(ARGUMENTS[random.nextInt(3)]) : null;
    String request = "d" + ++count;
    send(
        () -> {
          // a person's roles are those of the moment the server looks
          String[] has = rolesOf(name).toArray(new String[0]);
          Deciding.Answer answer =
              new Deciding.Answer(
                  id,
                  request,
                  Fixtures.person(name, has),
                  approve,
                  "so",
                  Fixtures.seen(version),
                  edited);
          any().run(now, (state, at) -> plane.decide(state, policy, at, answer));
        });
  }

  /** A process runs the tool when its own request is answered with yes, and but once. */
  private void use() {
    if (known.isEmpty()) {
      return;
    }
    String hash = refund("bot", "ruth", ARGUMENTS[random.nextInt(3)]).hash();
    String number = String.valueOf(++count);
    Using.Use use =
        new Using.Use(
            oneOf(known), "c" + number, hash, "h", "p" + random.nextInt(3), "x" + number, "agent");
    witness.uses(use);
    send(
        () -> {
          ApprovalReply reply =
              any()
                  .run(
                      now,
                      (state, at) ->
                          plane.consume(
                              state, at, use, name -> roles.getOrDefault(name, Set.of())));
          if (reply instanceof Viewed yes && answered.add(use.request())) {
            witness.runs(use.approval(), execution(yes));
          }
        });
  }

  private void world() {
    switch (random.nextInt(6)) {
      case 0 -> now = now.plusSeconds(random.nextInt(600));
      case 1 -> any().restart();
      case 2 -> revoke();
      case 3 -> rolesOf(oneOf(PEOPLE)).clear();
      case 4 -> rolesOf(oneOf(PEOPLE)).add(ROLE);
      default -> any().run(now, plane::pass);
    }
  }

  private Set<String> rolesOf(String name) {
    return Objects.requireNonNull(roles.get(name), name);
  }

  private static String execution(Viewed yes) {
    return Objects.requireNonNull(yes.approval().execution(), "it was taken").id();
  }

  private void revoke() {
    if (known.isEmpty()) {
      return;
    }
    Ending.TakeBack order =
        new Ending.TakeBack(oneOf(known), "t" + ++count, "no", new Actor("adm", Set.of("admin")));
    Ending.Revocation revocation =
        new Ending.Revocation(order, DecidedAs.of(order.actor(), "token", "10.0.0.7", Channel.API));
    send(() -> any().run(now, (state, at) -> Ending.revoke(state, at, revocation, "admin")));
  }
}
