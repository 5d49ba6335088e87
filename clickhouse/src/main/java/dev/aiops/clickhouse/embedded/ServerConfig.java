/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.embedded;

import dev.aiops.clickhouse.Passwords;
import dev.aiops.clickhouse.UsersXml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Writes the server's configuration: config.xml and users.xml, readable by their owner only. */
final class ServerConfig {

  /**
   * The engine's own session runs as {@code default}, which cannot have a password. One session is
   * its limit, so nobody else can be {@code default}, and it may do only what starting the
   * listeners needs.
   */
  private static final String USERS =
      """
      <clickhouse>
        <profiles>
          <default>
            <!-- the JVM suspends threads by the signals of these profilers -->
            <query_profiler_cpu_time_period_ns>0</query_profiler_cpu_time_period_ns>
            <query_profiler_real_time_period_ns>0</query_profiler_real_time_period_ns>
          </default>
          <own_session>
            <profile>default</profile>
            <max_sessions_for_user>1</max_sessions_for_user>
          </own_session>
      %s  </profiles>
        <quotas><default/></quotas>
        <users>
          <default>
            <password></password>
            <networks><ip>127.0.0.1</ip></networks>
            <profile>own_session</profile>
            <quota>default</quota>
            <grants>
              <query>GRANT SYSTEM LISTEN ON *.*</query>
              <query>GRANT CREATE TEMPORARY TABLE ON *.*</query>
            </grants>
          </default>
      %s  </users>
      </clickhouse>
      """;

  private static final String SHA256 = "<password_sha256_hex>%s</password_sha256_hex>";

  private static final String CONFIG =
      """
      <clickhouse>
        <users_config>%s</users_config>
        <timezone>UTC</timezone>
      </clickhouse>
      """;

  private ServerConfig() {}

  /** Writes both files into a folder and returns config.xml. */
  static Path write(Path folder, Passwords passwords, List<String> databases) throws IOException {
    Path users = folder.resolve("users.xml");
    Path config = folder.resolve("config.xml");
    writePrivate(users, users(passwords, databases));
    writePrivate(config, CONFIG.formatted(xml(users.toAbsolutePath().toString())));
    return config;
  }

  static String users(Passwords passwords, List<String> databases) {
    return USERS.formatted(
        UsersXml.READ_PROFILE,
        UsersXml.of(databases, user -> SHA256.formatted(passwords.sha256(user))));
  }

  private static void writePrivate(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }

  private static String xml(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
