/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import java.util.List;
import java.util.Set;

/** A person or service that commands, as the server knows it. */
public record Actor(String name, Set<String> roles) {

  public Actor {
    roles = Set.copyOf(roles);
  }

  /** Whether it has one of some roles. */
  public boolean hasOneOf(List<String> wanted) {
    return wanted.stream().anyMatch(roles::contains);
  }
}
