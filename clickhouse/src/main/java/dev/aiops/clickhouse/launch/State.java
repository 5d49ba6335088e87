/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.Passwords;
import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.embedded.EmbeddedSettings;
import dev.aiops.clickhouse.embedded.RecordedProcess;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What the launcher keeps: the folder {@code .aiops} with the server's data, the passwords and the
 * settings for an app.
 *
 * @param folder the folder
 * @param environment environment variables; {@code AIOPS_CLICKHOUSE_URL} there means a server of
 *     one's own
 */
record State(Path folder, Map<String, String> environment) {

  static final int DEFAULT_HTTP_PORT = 8123;
  static final int DEFAULT_TCP_PORT = 9000;
  static final int DEFAULT_API_PORT = 8321;

  private static final int MOST_PORT = 65_535;

  /** Folder of the embedded server. */
  Path serverFolder() {
    return folder.resolve("clickhouse");
  }

  String database() {
    return environment.getOrDefault("AIOPS_CLICKHOUSE_DATABASE", "aiops");
  }

  Optional<URI> ownServer() {
    return Optional.ofNullable(environment.get("AIOPS_CLICKHOUSE_URL"))
        .filter(url -> !url.isBlank())
        .map(URI::create);
  }

  /** Whether the server of one's own is one of a cluster. */
  boolean clustered() {
    return environment.getOrDefault("AIOPS_CLICKHOUSE_CLUSTERED", "").equals("true");
  }

  /** Colours, where the script says that a terminal shows them. */
  Ink ink() {
    return new Ink(environment.getOrDefault("AIOPS_COLOUR", "").equals("true"));
  }

  EmbeddedSettings embedded() throws IOException {
    return new EmbeddedSettings(
        serverFolder(),
        port("AIOPS_HTTP_PORT", DEFAULT_HTTP_PORT),
        port("AIOPS_TCP_PORT", DEFAULT_TCP_PORT),
        passwords(),
        List.of(database()),
        false);
  }

  /** Folder of the project. */
  Path home() {
    return Path.of(environment.getOrDefault("AIOPS_HOME", "."));
  }

  /** The port for approval-api. */
  int apiPort() {
    return port("AIOPS_API_PORT", DEFAULT_API_PORT);
  }

  /** The HTTP port that was asked for, if one was. */
  Optional<Integer> askedHttpPort() {
    int port = port("AIOPS_HTTP_PORT", 0);
    return port == 0 ? Optional.empty() : Optional.of(port);
  }

  /** The embedded server, where this state's is running. */
  Optional<RecordedProcess> running() {
    return RecordedProcess.in(serverFolder()).filter(process -> process.alive().isPresent());
  }

  /** The server to read from: one's own, else the embedded one. */
  ClickHouse reader() throws IOException {
    return as(Users.READ);
  }

  ClickHouse as(String user) throws IOException {
    Optional<URI> own = ownServer();
    if (own.isPresent()) {
      return new ClickHouse(
          own.get(),
          database(),
          environment.getOrDefault("AIOPS_CLICKHOUSE_USER", user),
          environment.getOrDefault("AIOPS_CLICKHOUSE_PASSWORD", ""));
    }
    RecordedProcess process =
        running()
            .orElseThrow(
                () ->
                    new CommandException(
                        "ClickHouse is not running here: start it with ./aiops up"));
    URI url = URI.create("http://127.0.0.1:" + process.httpPort());
    return new ClickHouse(url, database(), user, passwords().of(user));
  }

  /** The environment variables by which a program finds the server and uses it as a user. */
  Map<String, String> variables(String user) throws IOException {
    ClickHouse at = as(user);
    return Map.of(
        "AIOPS_CLICKHOUSE_URL", at.url().toString(),
        "AIOPS_CLICKHOUSE_DATABASE", at.database(),
        "AIOPS_CLICKHOUSE_USER", at.user(),
        "AIOPS_CLICKHOUSE_PASSWORD", at.password());
  }

  /** The passwords; those of users that have none yet are made. */
  Passwords passwords() throws IOException {
    Path file = folder.resolve("passwords");
    Properties kept = new Properties();
    if (Files.exists(file)) {
      kept.load(new StringReader(Files.readString(file)));
    }
    Passwords made = Passwords.random();
    if (!kept.stringPropertyNames().containsAll(Users.ALL)) {
      Users.ALL.forEach(user -> kept.putIfAbsent(user, made.of(user)));
      writePrivate(file, lines(kept));
    }
    return new Passwords(
        kept.getProperty(Users.ADMIN),
        kept.getProperty(Users.INGEST),
        kept.getProperty(Users.CONTROL),
        kept.getProperty(Users.EVAL),
        kept.getProperty(Users.READ));
  }

  private static String lines(Properties kept) {
    return Users.ALL.stream()
        .map(user -> user + "=" + kept.getProperty(user) + "\n")
        .collect(Collectors.joining());
  }

  /** Writes a file that only its owner may read. */
  void writePrivate(Path file, String text) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }

  private int port(String setting, int otherwise) {
    String value = environment.getOrDefault(setting, "");
    if (value.isBlank()) {
      return otherwise;
    }
    try {
      int port = Integer.parseInt(value.strip());
      if (port >= 0 && port <= MOST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new CommandException(
        setting + " must be a port number, 0 to " + MOST_PORT + ", got '" + value + "'");
  }
}
