/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import static dev.aiops.approval.budget.Fixtures.NOON;
import static dev.aiops.approval.budget.Fixtures.after;
import static dev.aiops.approval.budget.Fixtures.budget;
import static dev.aiops.approval.budget.Fixtures.inForce;
import static dev.aiops.approval.budget.Fixtures.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.budget.GrantReply.NotGranted;
import dev.aiops.approval.budget.LeaseReply.LeaseView;
import dev.aiops.approval.log.Decided;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How much of a cap is spent before anybody is refused: 8 processes of 32 calls at a time, whose
 * bounds are together 5 % of the cap, and a provider that bills 5 % of each bound.
 */
class FirstRefusalTest {

  private static final int PROCESSES = 8;
  private static final int CALLS = 32;
  private static final long CAP = usd("100");
  private static final long BOUND = CAP / 20 / (PROCESSES * CALLS);
  private static final long ACTUAL = BOUND / 20;
  private static final int PATIENCE = 3;

  private final Granting granting = new Granting(Limits.DEFAULT);
  private final Settling settling = new Settling(Limits.DEFAULT);
  private Budgets state = inForce(budget("red").build());
  private int requests;
  private long spent;
  private int vain;
  private boolean refused;

  /** All others took a lease early and then only answer when they are asked to give back. */
  @ParameterizedTest
  @ValueSource(ints = {8, 4, 1})
  void atLeastNineTenths_areSpentBeforeTheFirstRefusal(int busy) {
    List<Agent> agents =
        IntStream.range(0, PROCESSES)
            .mapToObj(i -> new Agent(new Holder("a", "h" + i, "p" + i)))
            .toList();
    agents.forEach(this::start);
    while (!refused) {
      agents.forEach(this::settleAndReport);
      agents.subList(0, busy).forEach(this::start);
    }
    assertThat(spent).isBetween(CAP / 10 * 9, CAP);
  }

  private void start(Agent agent) {
    while (agent.calls.size() < CALLS && !refused) {
      if (!agent.call("red", BOUND, ACTUAL, NOON) && !refill(agent)) {
        return;
      }
    }
  }

  /** Asks once; when it does not fit, others are given their time to answer the recall. */
  private boolean refill(Agent agent) {
    GrantRequest request = new GrantRequest("r" + ++requests, "red", agent.holder, BOUND);
    Decided<Budgets, GrantReply> decided = granting.grant(state, NOON, request);
    state = after(state, decided);
    agent.hear(request, decided.reply(), NOON);
    boolean none = decided.reply() instanceof NotGranted;
    vain = none ? vain + 1 : 0;
    refused = vain > PATIENCE * PROCESSES;
    return !none;
  }

  private void settleAndReport(Agent agent) {
    while (!agent.calls.isEmpty()) {
      spent += agent.calls.get(0).actual();
      agent.settle(0);
    }
    for (Account account : new ArrayList<>(agent.open())) {
      if (report(account).recall()) {
        account.giveBackIdle();
        report(account);
      }
    }
  }

  private LeaseView report(Account account) {
    Decided<Budgets, LeaseReply> decided = settling.report(state, NOON, account.report());
    state = after(state, decided);
    return (LeaseView) decided.reply();
  }
}
