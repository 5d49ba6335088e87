/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which provider serves at which host. */
public final class ModelHosts {

  private final Map<String, String> added;

  /** The known hosts, and {@code added}: provider by {@code host} or {@code host:port}. */
  public ModelHosts(Map<String, String> added) {
    this.added = Map.copyOf(added);
  }

  /**
   * Value of {@code gen_ai.provider.name} for a host, or null where it is not known to serve
   * models.
   *
   * @param port 0 or less where unknown
   */
  public @Nullable String provider(String host, int port) {
    String there = added.get(host + ':' + port);
    return there != null ? there : added.get(host);
  }
}
