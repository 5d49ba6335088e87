/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** The evaluators of one's own that are on the class path, by name. */
public final class CustomChecks {

  private final Map<String, CustomCheck> byName = new TreeMap<>();

  private CustomChecks(Iterable<CustomCheck> all) {
    all.forEach(this::add);
  }

  private void add(CustomCheck check) {
    CustomCheck other = byName.put(check.name(), check);
    if (other != null) {
      throw new IllegalStateException(
          "two evaluators are named "
              + check.name()
              + ": "
              + other.getClass().getName()
              + " and "
              + check.getClass().getName()
              + "; take one off the class path");
    }
  }

  /** Those that the service loader finds. */
  public static CustomChecks onClassPath() {
    return new CustomChecks(ServiceLoader.load(CustomCheck.class));
  }

  /** The one of a name. */
  public Optional<CustomCheck> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The names there are. */
  public Set<String> names() {
    return Set.copyOf(byName.keySet());
  }
}
