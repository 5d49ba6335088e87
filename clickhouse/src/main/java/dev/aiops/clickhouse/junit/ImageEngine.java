/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.junit;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.Passwords;
import dev.aiops.clickhouse.Users;
import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * A server image in a container, with users made as an operator makes them on a server of theirs.
 */
record ImageEngine(GenericContainer<?> container, ClickHouse root, Passwords passwords)
    implements TestEngine {

  private static final int HTTP = 8123;
  private static final String ROOT = "test_root";

  static ImageEngine start(String image) {
    String password = Passwords.random().admin();
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(image))
            .withExposedPorts(HTTP)
            .withEnv("CLICKHOUSE_USER", ROOT)
            .withEnv("CLICKHOUSE_PASSWORD", password)
            .withEnv("CLICKHOUSE_DEFAULT_ACCESS_MANAGEMENT", "1")
            .waitingFor(Wait.forHttp("/ping").forPort(HTTP).forStatusCode(200));
    container.start();
    URI url = URI.create("http://" + container.getHost() + ":" + container.getMappedPort(HTTP));
    ClickHouse root = new ClickHouse(url, "default", ROOT, password);
    return new ImageEngine(container, root, Passwords.random());
  }

  @Override
  public void grant(String database) {
    Users.setUp(database, passwords).forEach(root::execute);
  }

  @Override
  public ClickHouse handle(String user, String database) {
    return new ClickHouse(root.url(), database, user, passwords.of(user));
  }

  @Override
  public void close() {
    container.stop();
  }
}
