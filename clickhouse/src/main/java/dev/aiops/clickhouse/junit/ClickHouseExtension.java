/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.junit;

import dev.aiops.clickhouse.ClickHouse;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a database on the real engine: one embedded server per test JVM, one fresh migrated
 * database per top-level test class. Constructors, test and lifecycle methods may have a parameter
 * of type {@link TestDatabase}, or of type {@link ClickHouse} for the admin's handle. A server that
 * cannot be had fails the test; it never skips.
 *
 * <pre>{@code
 * @ExtendWith(ClickHouseExtension.class)
 * class RunsTest {
 *   @Test
 *   void runs_none_isEmpty(TestDatabase database) { … }
 * }
 * }</pre>
 */
public final class ClickHouseExtension implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(ClickHouseExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == TestDatabase.class || type == ClickHouse.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    TestDatabase database = database(context);
    return parameter.getParameter().getType() == TestDatabase.class ? database : database.admin();
  }

  /** The database of a context's test class, for extensions and hooks that have no parameters. */
  public static TestDatabase database(ExtensionContext context) {
    Store store = context.getRoot().getStore(NAMESPACE);
    TestServer server =
        store.getOrComputeIfAbsent(TestServer.class, key -> TestServer.start(), TestServer.class);
    return store.getOrComputeIfAbsent(
        topLevel(context), key -> server.newDatabase(), TestDatabase.class);
  }

  private static Class<?> topLevel(ExtensionContext context) {
    Class<?> type = context.getRequiredTestClass();
    while (type.getEnclosingClass() != null) {
      type = type.getEnclosingClass();
    }
    return type;
  }
}
