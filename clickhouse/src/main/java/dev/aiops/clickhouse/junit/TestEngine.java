/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.junit;

import dev.aiops.clickhouse.ClickHouse;
import java.io.IOException;

/**
 * The server of a test JVM: the embedded one, or, where the system property {@value #IMAGE} names a
 * container image, that image.
 */
interface TestEngine extends AutoCloseable {

  /** Set by the Maven profile {@code server-image}. */
  String IMAGE = "aiops.test.image";

  static TestEngine start() {
    String image = System.getProperty(IMAGE, "");
    return image.isEmpty() ? EmbeddedEngine.start() : ImageEngine.start(image);
  }

  /** Lets the users use a database that does not exist yet. */
  void grant(String database);

  /** A handle for one of the users on a database. Makes no connection. */
  ClickHouse handle(String user, String database);

  @Override
  void close() throws IOException;
}
