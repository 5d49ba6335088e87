/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.approval.access.Token;
import dev.aiops.approval.access.TokenFile;
import dev.aiops.approval.http.HttpSettings;
import dev.aiops.approval.notify.NotifySettings;
import dev.aiops.approval.web.WebSettings;
import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.Users;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the service is told by its environment.
 *
 * @param runner eval-runner's token, valid beside those of the file
 * @param notices whom to tell what waits and what was decided
 * @param pollEvery how often the two files are looked at
 */
public record Settings(
    ClickHouse clickHouse,
    Path policy,
    Path tokens,
    Optional<Token> runner,
    HttpSettings http,
    WebSettings web,
    NotifySettings notices,
    Duration pollEvery) {

  private static final String RUNNER = "AIOPS_EVAL_TOKEN_HASH";
  private static final int PORT = 8321;
  private static final int PER_SECOND = 200;
  private static final int LAST_PORT = 65_535;
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofSeconds(2);

  /** Every variable; what {@code --help} prints. */
  static final String HELP =
      """
        AIOPS_CLICKHOUSE_URL       where the control log is kept; required: a cap that is kept
                                   in a forgotten local folder is no cap
        AIOPS_CLICKHOUSE_DATABASE  default aiops
        AIOPS_CLICKHOUSE_USER      default aiops_control
        AIOPS_CLICKHOUSE_PASSWORD  default empty
        AIOPS_POLICY_FILE          the budgets; required; see POLICY.md
        AIOPS_TOKENS_FILE          who may ask; required; made by the token command
        AIOPS_EVAL_TOKEN_HASH      hash of eval-runner's token, where it is not in that file
        AIOPS_API_HOST             address to listen on; default 127.0.0.1
        AIOPS_API_PORT             default 8321; 0 for any that is free
        AIOPS_API_RATE             requests that one token may send in a second; default 200
      """
          + WebReader.HELP
          + NotifyReader.HELP;

  /** With nobody to be told. */
  Settings(
      ClickHouse clickHouse,
      Path policy,
      Path tokens,
      HttpSettings http,
      WebSettings web,
      Duration pollEvery) {
    this(clickHouse, policy, tokens, Optional.empty(), http, web, NotifySettings.NONE, pollEvery);
  }

  /**
   * Reads them.
   *
   * @throws InvalidSettingsException with every problem
   */
  public static Settings from(Map<String, String> environment) {
    return new Reader(environment).read();
  }

  /**
   * Reads where the control log is.
   *
   * @throws InvalidSettingsException with every problem
   */
  static ClickHouse clickHouse(Map<String, String> environment) {
    Reader reader = new Reader(environment);
    Optional<ClickHouse> at = reader.clickHouse();
    return at.orElseThrow(() -> new InvalidSettingsException(reader.problems));
  }

  private static final class Reader {

    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    Reader(Map<String, String> environment) {
      this.environment = environment;
    }

    Settings read() {
      Optional<ClickHouse> clickHouse = clickHouse();
      Optional<Path> policy = file("AIOPS_POLICY_FILE", "copy policy.example.yaml and name it");
      Optional<Path> tokens = file("AIOPS_TOKENS_FILE", "make one with the token command");
      tokens.ifPresent(this::requireTokens);
      Optional<Token> runner = runner();
      int port = number("AIOPS_API_PORT", PORT, 0, LAST_PORT);
      int rate = number("AIOPS_API_RATE", PER_SECOND, 1, 1_000_000);
      WebSettings web = new WebReader(environment, problems).read(LIMIT);
      NotifySettings notices = new NotifyReader(environment, problems).read(web.publicUrl());
      if (!problems.isEmpty()) {
        throw new InvalidSettingsException(problems);
      }
      HttpSettings http = new HttpSettings(text("AIOPS_API_HOST", "127.0.0.1"), port, LIMIT, rate);
      return new Settings(
          clickHouse.orElseThrow(),
          policy.orElseThrow(),
          tokens.orElseThrow(),
          runner,
          http,
          web,
          notices,
          POLL);
    }

    private Optional<ClickHouse> clickHouse() {
      String url = text("AIOPS_CLICKHOUSE_URL", "");
      if (url.isEmpty()) {
        problems.add("AIOPS_CLICKHOUSE_URL is not set: set it to where the control log is kept");
        return Optional.empty();
      }
      try {
        return Optional.of(
            new ClickHouse(
                URI.create(url),
                text("AIOPS_CLICKHOUSE_DATABASE", "aiops"),
                text("AIOPS_CLICKHOUSE_USER", Users.CONTROL),
                text("AIOPS_CLICKHOUSE_PASSWORD", "")));
      } catch (IllegalArgumentException e) {
        problems.add("AIOPS_CLICKHOUSE_URL or AIOPS_CLICKHOUSE_DATABASE: " + e.getMessage());
        return Optional.empty();
      }
    }

    private Optional<Path> file(String name, String remedy) {
      String value = text(name, "");
      if (value.isEmpty()) {
        problems.add(name + " is not set: " + remedy);
        return Optional.empty();
      } else if (!Files.isReadable(Path.of(value))) {
        problems.add(name + ": " + value + " is no file that can be read: " + remedy);
        return Optional.empty();
      }
      return Optional.of(Path.of(value));
    }

    private void requireTokens(Path file) {
      try {
        TokenFile.read(file);
      } catch (IOException | IllegalArgumentException e) {
        problems.add("AIOPS_TOKENS_FILE: " + e.getMessage());
      }
    }

    private Optional<Token> runner() {
      String hash = text(RUNNER, "");
      if (hash.isEmpty()) {
        return Optional.empty();
      } else if (!hash.matches("[0-9a-f]{64}")) {
        problems.add(RUNNER + " is no lower-case SHA-256: it is the hash of AIOPS_EVAL_TOKEN");
        return Optional.empty();
      }
      return Optional.of(new Token(Token.RUNNER, hash, null, Set.of(Token.RUNNER)));
    }

    private int number(String name, int otherwise, int least, int most) {
      String value = text(name, Integer.toString(otherwise));
      if (value.matches("[0-9]{1,8}")
          && Integer.parseInt(value) >= least
          && Integer.parseInt(value) <= most) {
        return Integer.parseInt(value);
      }
      problems.add(name + " must be " + least + " to " + most + ", got " + value);
      return otherwise;
    }

    private String text(String name, String otherwise) {
      String value = environment.getOrDefault(name, "").strip();
      return value.isEmpty() ? otherwise : value;
    }
  }
}
