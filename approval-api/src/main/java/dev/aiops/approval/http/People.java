/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import dev.aiops.approval.access.Tokens;
import dev.aiops.approval.access.Users;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which roles people have now. */
final class People {

  private final Supplier<Tokens> tokens;
  private final Supplier<Users> users;

  People(Supplier<Tokens> tokens, Supplier<Users> users) {
    this.tokens = tokens;
    this.users = users;
  }

  /** Those of a person's token, and of the users file; none for one who is in neither now. */
  Set<String> rolesOf(String name) {
    return Stream.concat(ofToken(name), ofUser(name)).collect(Collectors.toUnmodifiableSet());
  }

  private Stream<String> ofToken(String name) {
    return tokens.get().all().stream()
        .filter(token -> token.agent() == null && token.name().equals(name))
        .flatMap(token -> token.roles().stream());
  }

  private Stream<String> ofUser(String name) {
    return users.get().find(name).stream()
        .filter(user -> !user.disabled())
        .flatMap(user -> user.roles().stream());
  }
}
