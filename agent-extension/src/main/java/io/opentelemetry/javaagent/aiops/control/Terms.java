/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import dev.aiops.pricing.CeilingPrice;
import dev.aiops.pricing.InvalidPricesException;
import io.opentelemetry.javaagent.aiops.budget.Account;
import io.opentelemetry.javaagent.aiops.budget.Budget;
import io.opentelemetry.javaagent.aiops.budget.Glob;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A budget as the control plane told it, without the money that is held of it. */
record Terms(
    String name,
    boolean enforcing,
    List<Glob> agents,
    List<Glob> users,
    List<Glob> models,
    @Nullable CeilingPrice unknownPrice,
    @Nullable Long hourlyNanoUsd,
    @Nullable Long sameToolCalls,
    @Nullable Long maxLeaseNanoUsd,
    @Nullable Long injectMaxTokens,
    List<String> raisedBy,
    @Nullable String halted,
    long leaseSeconds) {

  private static final int NANO = 9;

  static Terms read(Fields of) throws ContractException {
    Fields match = of.object("match");
    Fields guard = of.object("spend_guard");
    return new Terms(
        of.text("name"),
        // a mode that is not known caps
        !of.text("mode").equals("observe"),
        globs(match, "agent"),
        globs(match, "user"),
        globs(match, "model"),
        ceiling(of.objectOrNull("unknown_price")),
        guard.nanosOrNull("per_hour_nanos"),
        guard.numberOrNull("same_tool_calls"),
        of.nanosOrNull("max_lease_nanos"),
        of.numberOrNull("inject_max_tokens"),
        of.texts("raised_by"),
        of.textOrNull("halted"),
        of.number("lease_seconds"));
  }

  private static List<Glob> globs(Fields match, String name) throws ContractException {
    return match.texts(name).stream().map(Glob::new).toList();
  }

  private static @Nullable CeilingPrice ceiling(@Nullable Fields price) throws ContractException {
    if (price == null) {
      return null;
    }
    try {
      return CeilingPrice.ofMillionTokens(
          usd(price, "input_per_million_nanos"), usd(price, "output_per_million_nanos"));
    } catch (InvalidPricesException e) {
      throw price.wrong("input_per_million_nanos");
    }
  }

  private static BigDecimal usd(Fields price, String name) throws ContractException {
    return BigDecimal.valueOf(price.nanos(name), NANO);
  }

  Budget with(Account account) {
    Integer same = sameToolCalls == null ? null : (int) Math.min(sameToolCalls, Integer.MAX_VALUE);
    return new Budget(
        name,
        enforcing,
        agents,
        users,
        models,
        unknownPrice,
        hourlyNanoUsd,
        same,
        maxLeaseNanoUsd,
        injectMaxTokens,
        raisedBy,
        halted,
        account);
  }
}
