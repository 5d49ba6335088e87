/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import dev.aiops.approval.budget.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person who signed in.
 *
 * @param name the identity, in the audit trail and where a requester is told from an approver
 * @param shown what pages call the person; chosen by people or by the provider, so it is escaped
 * @param method how the person signed in
 * @param authenticatedAt when the password was given, here or to the provider; null where the
 *     provider did not say
 * @param session hash of the session's id, by which rows of one session are known
 * @param address where the request came from
 */
public record Person(
    String name,
    String shown,
    Set<String> roles,
    Method method,
    @Nullable Instant authenticatedAt,
    String session,
    String address) {

  /** How a person signed in. */
  public enum Method {
    PASSWORD,
    OIDC;

    /** Its name in rows and answers. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Person {
    roles = Set.copyOf(roles);
  }

  /** Whether the password was given at most this long ago; what a critical rule asks. */
  public boolean authenticatedWithin(Duration age, Instant now) {
    if (authenticatedAt == null) {
      return false;
    }
    Duration since = Duration.between(authenticatedAt, now);
    return !since.isNegative() && since.compareTo(age) <= 0;
  }

  /** As the engine knows those who command. */
  public Actor actor() {
    return new Actor(name, roles);
  }

  Person at(String next) {
    return new Person(name, shown, roles, method, authenticatedAt, session, next);
  }
}
