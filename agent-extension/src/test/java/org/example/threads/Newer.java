/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.threads;

import java.lang.reflect.Method;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What Java 21 and 25 have and this build's does not. */
final class Newer {

  private Newer() {}

  static ExecutorService virtualThreads() throws ReflectiveOperationException {
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  /** By {@code StructuredTaskScope}, as it is in Java 25. */
  static String both(Callable<String> left, Callable<String> right) throws Exception {
    Class<?> scopes = Class.forName("java.util.concurrent.StructuredTaskScope");
    Method fork = scopes.getMethod("fork", Callable.class);
    Method get = Class.forName("java.util.concurrent.StructuredTaskScope$Subtask").getMethod("get");
    try (AutoCloseable scope = (AutoCloseable) scopes.getMethod("open").invoke(null)) {
      Object first = fork.invoke(scope, left);
      Object second = fork.invoke(scope, right);
      scopes.getMethod("join").invoke(scope);
      return get.invoke(first) + ", " + get.invoke(second);
    }
  }
}
