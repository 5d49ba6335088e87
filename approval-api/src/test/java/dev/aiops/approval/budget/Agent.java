/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import dev.aiops.approval.budget.GrantReply.Granted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process that holds leases and makes calls, as the real agent does by its wire contract. */
final class Agent {

  /**
   * A call under way: what was reserved where, and what the provider bills whatever becomes of it.
   */
  record Call(Account account, long bound, long actual) {}

  final Holder holder;
  final List<Call> calls = new ArrayList<>();
  private final Map<DayId, Account> accounts = new HashMap<>();
  private final Map<String, DayId> current = new HashMap<>();
  private final Map<String, GrantRequest> asked = new HashMap<>();
  private int requests;

  Agent(Holder holder) {
    this.holder = holder;
  }

  List<Account> open() {
    return accounts.values().stream().filter(account -> !account.closed).toList();
  }

  Optional<Account> account(String budget) {
    return Optional.ofNullable(current.get(budget)).map(accounts::get);
  }

  /** Reserves and sends, if the lease covers it. */
  boolean call(String budget, long bound, long actual, Instant now) {
    Optional<Account> account = account(budget).filter(own -> own.mayReserve(bound, now));
    account.ifPresent(
        own -> {
          own.reserved += bound;
          calls.add(new Call(own, bound, actual));
        });
    return account.isPresent();
  }

  void settle(int index) {
    Call call = calls.remove(index);
    call.account().reserved -= call.bound();
    call.account().spent += call.actual();
    call.account().boundExceeded += call.actual() > call.bound() ? 1 : 0;
  }

  /** The request that waits for its answer, or a new one. */
  GrantRequest ask(String budget, long need) {
    return asked.computeIfAbsent(
        budget,
        name ->
            new GrantRequest(holder.process() + "#" + name + "#" + ++requests, name, holder, need));
  }

  void hear(GrantRequest request, GrantReply reply, Instant sent) {
    if (request.equals(asked.get(request.budget()))) {
      asked.remove(request.budget());
    }
    if (reply instanceof Granted granted) {
      hear(granted, sent);
    }
  }

  private void hear(Granted granted, Instant sent) {
    Account account = accounts.computeIfAbsent(granted.lease(), id -> new Account(id, holder));
    account.granted = Math.max(account.granted, granted.granted());
    account.renew(granted.spendForSeconds(), sent);
    DayId known = current.get(granted.lease().budget());
    if (known == null || isNewer(granted.lease(), known)) {
      current.put(granted.lease().budget(), granted.lease());
    }
  }

  private static boolean isNewer(DayId lease, DayId known) {
    int days = lease.day().compareTo(known.day());
    return days > 0 || (days == 0 && lease.number() > known.number());
  }
}
