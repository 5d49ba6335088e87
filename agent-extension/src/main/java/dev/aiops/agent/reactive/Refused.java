/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.reactive;

import java.lang.reflect.Method;
import java.util.Arrays;

/** Tells a subscriber that it gets nothing: by the rules, only after it has a subscription. */
final class Refused {

  private Refused() {}

  static void tell(Class<?> type, Object subscriber, Throwable refusal) throws Throwable {
    Method begun = method(type, "onSubscribe");
    Object nothing = Publishers.proxy(begun.getParameterTypes()[0], (proxy, method, args) -> null);
    Publishers.pass(subscriber, begun, new Object[] {nothing});
    Publishers.pass(subscriber, method(type, "onError"), new Object[] {refusal});
  }

  /** The interface's own, which anybody may call. */
  private static Method method(Class<?> type, String name) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(type + " has no " + name));
  }
}
