/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import java.util.List;

/**
 * How a person was known who decided.
 *
 * @param roles held at that moment
 * @param auth {@code token}, {@code password} or {@code oidc}
 * @param address the decision came from
 */
public record DecidedAs(List<String> roles, String auth, String address, Channel channel) {

  /** Sorts the roles. */
  public DecidedAs {
    roles = roles.stream().sorted().toList();
  }

  /** Of somebody with these roles. */
  public static DecidedAs of(Actor actor, String auth, String address, Channel channel) {
    return new DecidedAs(List.copyOf(actor.roles()), auth, address, channel);
  }
}
