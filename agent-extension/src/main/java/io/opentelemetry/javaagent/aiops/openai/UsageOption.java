/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import io.opentelemetry.javaagent.aiops.hook.HookSettings;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Where streams are asked for their usage: everywhere, but where a server rejected it before. */
public final class UsageOption {

  private static final int MOST_HOSTS = 256;
  private static final Set<String> REFUSED = ConcurrentHashMap.newKeySet();

  /** Whether to ask {@code host}. */
  public static boolean wantedBy(String host) {
    return HookSettings.current().injectUsage() && !REFUSED.contains(host);
  }

  /** {@code host} does not know the option; it is not asked again in this process. */
  public static void refusedBy(String host) {
    if (REFUSED.size() < MOST_HOSTS) {
      REFUSED.add(host);
    }
  }

  private UsageOption() {}
}
