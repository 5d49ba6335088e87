/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.access.OidcSettings;
import dev.aiops.approval.access.TestClock;
import dev.aiops.approval.access.User;
import dev.aiops.approval.access.UserFile;
import dev.aiops.approval.web.WebSettings;
import dev.aiops.clickhouse.ClickHouse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A real server whose pages have people: ana has all roles, ben and ida have finance, eve and tom
 * have none.
 */
final class People implements AutoCloseable {

  static final String PASSWORD = "a sentence that nobody guesses";

  static final URI GRAFANA = URI.create("https://grafana.example");

  final Path users;
  final TestClock clock = new TestClock();
  final TestService service;

  People(ClickHouse at, Path directory) throws IOException {
    this(at, directory, Optional.empty(), Optional.empty());
  }

  /** Behind a proxy on this machine where there is a public address; with a provider or none. */
  People(ClickHouse at, Path directory, Optional<URI> publicUrl, Optional<OidcSettings> provider)
      throws IOException {
    users = directory.resolve("users.jsonl");
    UserFile.add(users, User.of("ana", PASSWORD, Set.of("admin", "finance")));
    UserFile.add(users, User.of("ben", PASSWORD, Set.of("finance")));
    UserFile.add(users, User.of("ida", PASSWORD, Set.of("finance")));
    UserFile.add(users, User.of("eve", PASSWORD, Set.of()));
    UserFile.add(users, User.of("tom", PASSWORD, Set.of()));
    WebSettings web =
        new WebSettings(
            Optional.of(users),
            publicUrl,
            Set.of("127.0.0.1"),
            provider,
            Optional.of(GRAFANA),
            Duration.ofSeconds(15));
    String yaml = Files.readString(Path.of("src/test/resources/policy.yaml"));
    service = new TestService(at, directory, clock, yaml, web);
  }

  TestBrowser browser() {
    return new TestBrowser(service.port());
  }

  /** Asks for a dollar more of a budget's cap, as an agent may; the request's id. */
  String raise(String budget, String reason) throws Exception {
    String body =
        """
        {"request_id": "%s", "budget": "%s", "amount_nanos": "1000000000", "reason": %s}
        """
            .formatted(UUID.randomUUID(), budget, Contract.JSON.writeValueAsString(reason));
    return service.post(service.support, "/v1/raises", body).text("raise");
  }

  /** Leaves no request for the tests after. */
  void deny(String raise) throws Exception {
    TestBrowser ben = browser().signedIn("ben", PASSWORD);
    Map<String, String> form =
        Map.of("csrf", ben.get("/").field("csrf"), "decision", "deny", "reason", "no more today");
    assertThat(ben.post("/raises/" + raise + "/decide", form).location())
        .isEqualTo("/?done=denied");
  }

  @Override
  public void close() {
    service.close();
  }
}
