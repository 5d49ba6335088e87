/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.embedded;

import dev.aiops.clickhouse.Passwords;
import dev.aiops.clickhouse.Users;
import java.nio.file.Path;
import java.util.List;

/**
 * How an embedded server is to run. It listens on 127.0.0.1 only.
 *
 * @param directory where its data, configuration and log are; one server per directory
 * @param httpPort port for HTTP and JDBC; 0 takes a free one
 * @param tcpPort port for the native protocol (clickhouse-client, Grafana); 0 for none
 * @param passwords of the users
 * @param databases the databases the users may use; the admin user may create them
 * @param attached true stops the server with this process, even when it dies; false leaves it
 *     running
 */
public record EmbeddedSettings(
    Path directory,
    int httpPort,
    int tcpPort,
    Passwords passwords,
    List<String> databases,
    boolean attached) {

  /** Fails on a port outside 0..65535 or a name that is no database name. */
  public EmbeddedSettings {
    directory = directory.toAbsolutePath().normalize();
    requirePort(httpPort);
    requirePort(tcpPort);
    databases = List.copyOf(databases);
    databases.forEach(Users::requireDatabase);
  }

  /** A server on a free port that ends with this process. */
  public static EmbeddedSettings onFreePort(
      Path directory, Passwords passwords, List<String> databases) {
    return new EmbeddedSettings(directory, 0, 0, passwords, databases, true);
  }

  private static void requirePort(int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port must be 0..65535, got " + port);
    }
  }
}
