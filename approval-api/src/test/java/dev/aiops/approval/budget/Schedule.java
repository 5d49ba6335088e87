/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import dev.aiops.approval.budget.LeaseReply.LeaseView;
import dev.aiops.approval.log.Decided;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One random schedule: a few agents, two control planes on one log, a provider that bills at once,
 * and everything that goes wrong. All of it follows from the seed.
 */
final class Schedule {

  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Berlin",
          "America/New_York",
          "Australia/Lord_Howe",
          "Pacific/Kiritimati",
          "Etc/GMT+12");

  /**
   * Evenings before clocks change in Berlin (twice), New York and Lord Howe, and an ordinary one.
   */
  private static final List<Instant> STARTS =
      List.of(
          Instant.parse("2026-03-28T22:30:00Z"),
          Instant.parse("2026-10-24T21:30:00Z"),
          Instant.parse("2026-11-01T03:30:00Z"),
          Instant.parse("2026-10-03T13:00:00Z"),
          Instant.parse("2026-11-26T11:30:00Z"));

  private static final List<String> NAMES = List.of("all", "red");
  private static final List<Policy> WHOLE = policies(1, 10);
  private static final List<Policy> ANY = policies(2, 9);
  private static final Actor ADMIN = new Actor("ada", Set.of("admin", "finance"));

  private final SplittableRandom random;
  private final boolean boundsHold;
  private final ControlPlane rules;
  private final Ledger ledger;
  private final SimulatedLog log;
  private final List<SimulatedLog.Instance> planes;
  private final Network network;
  private final List<Agent> agents = new ArrayList<>();
  private final List<Account> files = new ArrayList<>();
  private final List<Account> lost = new ArrayList<>();
  private final Set<DayId> released = new HashSet<>();
  private final Governing governing = new Governing(Limits.DEFAULT);
  private final Raising raising = new Raising();
  private Instant now;
  private int processes;
  private int orders;
  private boolean quiet;

  /**
   * What was charged for calls that were under way when their process was killed, above what they
   * cost.
   */
  private long overcharged;

  Schedule(long seed, ControlPlane rules, boolean asJson) {
    random = new SplittableRandom(seed);
    boundsHold = random.nextInt(8) > 0;
    this.rules = rules;
    ledger = new Ledger(boundsHold);
    log = new SimulatedLog(rules, asJson, ledger::appended);
    planes =
        List.of(
            log.new Instance(Duration.ofSeconds(random.nextInt(-120, 120))),
            log.new Instance(Duration.ZERO));
    network = new Network(random);
    now = pick(STARTS).plusSeconds(random.nextInt(7200));
    changePolicy();
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      agents.add(started(i));
    }
  }

  Ledger ledger() {
    return ledger;
  }

  SimulatedLog log() {
    return log;
  }

  void run(int steps) {
    for (int i = 0; i < steps; i++) {
      step(random.nextInt(100));
    }
  }

  /**
   * Everybody settles, gives back and adopts over a network without faults; afterwards the log and
   * the bill differ by what was under way in killed processes, and by nothing else.
   */
  long overchargedOnceQuiet() {
    quiet = true;
    for (Agent agent : agents) {
      while (!agent.calls.isEmpty()) {
        agent.settle(agent.calls.size() - 1);
      }
    }
    network.settle();
    agents.forEach(agent -> agent.open().forEach(this::sendClose));
    files.forEach(this::adoptNextDoor);
    network.settle();
    return overcharged;
  }

  boolean lostNothing() {
    return lost.isEmpty() && released.isEmpty();
  }

  private void step(int what) {
    if (what < 38) {
      network.step();
    } else if (what < 62) {
      call(pick(agents));
    } else if (what < 74) {
      settle(pick(agents));
    } else if (what < 84) {
      report(pick(agents));
    } else if (what < 90) {
      pass();
    } else if (what < 93) {
      crash(random.nextInt(agents.size()));
    } else if (what < 96) {
      adopt();
    } else {
      govern(random.nextInt(7));
    }
  }

  private void call(Agent agent) {
    String budget = pick(NAMES);
    long bound = 1L + random.nextInt(random.nextInt(8) == 0 ? 300 : 40);
    long actual = random.nextInt(3) == 0 ? bound : random.nextLong(bound + 1);
    long excess = !boundsHold && random.nextInt(10) == 0 ? random.nextLong(100) : 0;
    if (agent.call(budget, bound, actual + excess, now)) {
      ledger.passedBound(Math.max(0, actual + excess - bound));
      ledger.bill(agent.calls.get(agent.calls.size() - 1).account().lease, actual + excess);
    } else {
      sendGrant(agent, agent.ask(budget, bound));
    }
  }

  private void settle(Agent agent) {
    if (!agent.calls.isEmpty()) {
      agent.settle(random.nextInt(agent.calls.size()));
    }
  }

  private void report(Agent agent) {
    for (Account account : agent.open()) {
      int how = random.nextInt(6);
      if (how == 0 || account.closing) {
        sendClose(account);
      } else {
        sendReport(account, how == 1);
      }
    }
  }

  private void pass() {
    int how = random.nextInt(5);
    now = now.plusSeconds(how == 0 ? random.nextInt(7200) : random.nextInt(90));
    plane().run(now, rules::tick);
  }

  private void crash(int index) {
    Agent dead = agents.get(index);
    boolean keepsFile = random.nextInt(4) > 0;
    (keepsFile ? files : lost).addAll(dead.open());
    if (keepsFile) {
      dead.calls.forEach(call -> overcharged += call.bound() - call.actual());
    }
    agents.set(index, started(index));
    if (random.nextBoolean()) {
      plane().crash();
    }
  }

  private void adopt() {
    if (!files.isEmpty()) {
      adoptNextDoor(pick(files));
    }
    if (!lost.isEmpty() && random.nextInt(3) == 0) {
      release(lost.remove(random.nextInt(lost.size())));
    }
  }

  private void adoptNextDoor(Account file) {
    agents.stream()
        .filter(agent -> agent.holder.isNeighbourOf(file.holder))
        .forEach(agent -> sendAdoption(agent, file));
  }

  /** The admin reads the provider's bill: what was settled and all that was under way. */
  private void release(Account account) {
    released.add(account.lease);
    long charge = account.spent + account.reserved;
    plane()
        .run(
            now,
            (state, at) ->
                rules.release(
                    state,
                    at,
                    new Release(account.lease.toString(), charge, order("host is gone"))));
  }

  private AdminOrder order(String reason) {
    return new AdminOrder("order-" + ++orders, ADMIN, reason);
  }

  private void govern(int what) {
    if (what < 3) {
      changePolicy();
    } else if (what == 3) {
      plane().run(now, (state, at) -> governing.halt(state, at, "all", order("drill")));
    } else if (what == 4) {
      plane().run(now, (state, at) -> governing.resume(state, at, "all", order("drill over")));
    } else {
      raise("r" + random.nextInt(5), 1 + random.nextInt(200));
    }
  }

  private void raise(String request, long amount) {
    RaiseRequest ask =
        new RaiseRequest(request, "red", amount, new Actor("bob", Set.of()), "month end");
    RaiseReply reply = plane().run(now, (state, at) -> raising.request(state, at, ask));
    if (reply instanceof RaiseReply.RaiseView view) {
      boolean yes = random.nextInt(3) > 0;
      plane()
          .run(
              now,
              (state, at) ->
                  raising.decide(state, at, view.raise().toString(), Fixtures.verdict(ADMIN, yes)));
    }
  }

  /** Policies are drawn beforehand: hashing them would be most of a short schedule. */
  private void changePolicy() {
    boolean first = ledger.truth().policy().budgets().isEmpty();
    Policy policy = pick(first ? WHOLE : ANY);
    plane().run(now, (state, at) -> governing.policy(state, at, policy, "ada"));
  }

  private static List<Policy> policies(long seed, int keptInTen) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, 100)
        .mapToObj(
            i ->
                NAMES.stream()
                    .filter(name -> random.nextInt(10) < keptInTen)
                    .map(name -> budget(random, name))
                    .toList())
        .map(Policy::of)
        .toList();
  }

  private static Budget budget(SplittableRandom random, String name) {
    long cap = 100L + random.nextInt(600);
    return Fixtures.budget(name)
        .cap(cap)
        .zone(ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))))
        .mode(random.nextInt(12) == 0 ? Mode.OBSERVE : Mode.ENFORCE)
        .maxLease(random.nextBoolean() ? null : cap / 2)
        .build();
  }

  private void sendGrant(Agent agent, GrantRequest request) {
    Instant sent = now;
    network.send(
        () -> {
          GrantReply reply = plane().run(now, (state, at) -> rules.grant(state, at, request));
          network.send(() -> agent.hear(request, reply, sent));
        });
  }

  private void sendReport(Account account, boolean givesBack) {
    if (givesBack) {
      account.giveBackIdle();
    }
    Report report = account.report();
    send(account, (state, at) -> rules.report(state, at, report));
  }

  private void sendClose(Account account) {
    account.closing = true;
    if (account.reserved == 0) {
      Report report = account.report();
      send(account, (state, at) -> rules.close(state, at, report));
    }
  }

  private void sendAdoption(Agent agent, Account file) {
    Adoption adoption =
        new Adoption(file.lease.toString(), agent.holder, file.spent, file.reserved);
    network.send(() -> plane().run(now, (state, at) -> rules.adopt(state, at, adoption)));
  }

  private void send(
      Account account,
      java.util.function.BiFunction<Budgets, Instant, Decided<Budgets, LeaseReply>> command) {
    Instant sent = now;
    network.send(
        () -> {
          LeaseReply reply = plane().run(now, command);
          network.send(() -> hear(account, reply, sent));
        });
  }

  private static void hear(Account account, LeaseReply reply, Instant sent) {
    if (reply instanceof LeaseView view) {
      account.hear(view, sent);
      if (view.recall()) {
        account.giveBackIdle();
      }
    }
  }

  /** Any of them, which has read the log to its end or not. */
  private SimulatedLog.Instance plane() {
    SimulatedLog.Instance plane = pick(planes);
    if (quiet || random.nextBoolean()) {
      plane.caughtUp();
    }
    return plane;
  }

  private Agent started(int host) {
    return new Agent(new Holder("agents", "host-" + host, "process-" + ++processes));
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
