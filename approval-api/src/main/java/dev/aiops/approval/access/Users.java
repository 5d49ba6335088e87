/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The people of the users file. */
public final class Users {

  /** Nobody. */
  public static final Users NONE = new Users(List.of());

  private final Map<String, User> byName = new TreeMap<>();

  /** Fails on two of one name. */
  public Users(List<User> all) {
    for (User user : all) {
      if (byName.put(user.name(), user) != null) {
        throw new IllegalArgumentException("two users are named " + user.name() + ": remove one");
      }
    }
  }

  /** In the order of their names. */
  public List<User> all() {
    return List.copyOf(byName.values());
  }

  /** The user of a name. */
  public Optional<User> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
