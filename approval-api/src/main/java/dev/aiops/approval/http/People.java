/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import dev.aiops.approval.access.Token;
import dev.aiops.approval.access.Tokens;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Which roles people have now. */
final class People {

  private final Supplier<Tokens> tokens;

  People(Supplier<Tokens> tokens) {
    this.tokens = tokens;
  }

  /** Those of a person's token; none for one whose token is gone. */
  Set<String> rolesOf(String name) {
    return tokens.get().all().stream()
        .filter(token -> token.agent() == null && token.name().equals(name))
        .map(Token::roles)
        .flatMap(Set::stream)
        .collect(Collectors.toUnmodifiableSet());
  }
}
