/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.aiops.approval.budget.BudgetRules;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A person who signs in with a password, as the users file has it.
 *
 * @param name whose it is, in the audit trail; unique
 * @param password its Argon2id hash; the password itself is kept nowhere
 * @param disabled may not sign in, and is kept so that nobody gets the name anew
 */
public record User(String name, String password, Set<String> roles, boolean disabled) {

  /** Fails on a name, role or hash that cannot be. */
  public User {
    roles = Collections.unmodifiableSet(new TreeSet<>(roles));
    require(BudgetRules.name(name), "name " + name);
    roles.forEach(role -> require(BudgetRules.name(role), "role " + role));
    requireHash(name, password);
  }

  /** One with a new password. */
  public static User of(String name, String password, Set<String> roles) {
    Passwords.require(name, password);
    return new User(name, PasswordHash.of(password).text(), roles, false);
  }

  User withPassword(String next) {
    Passwords.require(name, next);
    return new User(name, PasswordHash.of(next).text(), roles, disabled);
  }

  User withRoles(Set<String> next) {
    return new User(name, password, next, disabled);
  }

  User withDisabled(boolean next) {
    return new User(name, password, roles, next);
  }

  @JsonIgnore
  PasswordHash hash() {
    return PasswordHash.read(password);
  }

  /** Whether setting the password again would make it dearer to guess. */
  @JsonIgnore
  public boolean isBelowToday() {
    return hash().isBelowToday();
  }

  private static void requireHash(String name, String password) {
    try {
      PasswordHash.read(password);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("password of " + name + " " + e.getMessage(), e);
    }
  }

  private static void require(@Nullable String broken, String what) {
    if (broken != null) {
      throw new IllegalArgumentException(what + " " + broken);
    }
  }

  /** Without the hash, which a log must not show. */
  @Override
  public String toString() {
    return "User[" + name + ", " + roles + (disabled ? ", disabled]" : "]");
  }
}
