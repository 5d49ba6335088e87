/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * One day of a budget, told by the example files: the requests in them are sent, and the answers in
 * them must come. With AIOPS_CONTRACT_WRITE=1 in the environment the answers are written anew.
 */
@ExtendWith(ClickHouseExtension.class)
class ExamplesTest {

  private static final Path EXAMPLES = Contract.DIRECTORY.resolve("examples");
  private static final boolean WRITE = "1".equals(System.getenv("AIOPS_CONTRACT_WRITE"));

  private final Set<String> told = new TreeSet<>();

  @TempDir Path directory;

  @Test
  void everyExample_isTakenAndSent(TestDatabase database) throws Exception {
    try (TestService service = new TestService(database.control(), directory, TestService.NOON)) {
      get(
          service,
          "budgets",
          service.support,
          "/v1/budgets?service=support-chat&environment=production");
      post(service, "grant", service.support, "/v1/leases");
      post(service, "report", service.support, "/v1/leases/report");
      post(service, "top_up", service.support, "/v1/leases");
      post(service, "above_max_lease", service.support, "/v1/leases");
      post(service, "grant_second", service.support, "/v1/leases");
      post(service, "held_in_leases", service.support, "/v1/leases");
      post(service, "recall", service.support, "/v1/leases/report");
      post(service, "close", service.support, "/v1/leases/close");
      post(service, "not_settled", service.support, "/v1/leases/close");
      post(service, "adopt", service.support, "/v1/leases/adopt");
      post(service, "lost", service.support, "/v1/leases/report");
      post(service, "cap_reached", service.support, "/v1/leases");
      post(service, "raise", service.support, "/v1/raises");
      post(service, "decide", service.ana, "/v1/raises/support-live:2026-11-26:1/decide");
      get(service, "standing", service.ana, "/v1/budgets/support-live/standing");
      post(service, "foreign_caller", service.research, "/v1/leases");
      post(service, "raise_refused", service.ben, "/v1/raises/support-live:2026-11-26:1/decide");
      post(service, "grant_third", service.support, "/v1/leases");
      get(service, "open_leases", service.ben, "/v1/budgets/support-live/leases");
      String lease = "/v1/leases/support-live:2026-11-26:3";
      post(service, "halt", service.ana, "/v1/budgets/support-live/halt");
      post(service, "halted", service.support, "/v1/leases");
      post(service, "forbidden", service.ben, "/v1/budgets/support-live/resume");
      post(service, "resume", service.ana, "/v1/budgets/support-live/resume");
      get(service, "standings", service.ben, "/v1/standings");
      get(service, "refusals", service.ben, "/v1/refusals");
      post(service, "revoke", service.ana, lease + "/revoke");
      post(service, "release_impossible", service.ana, lease + "/release");
      post(service, "release", service.ana, lease + "/release");
      get(service, "ready", service.ana, "/readyz");
    }
    assertThat(files()).as("no example is left over").isEqualTo(told);
  }

  private void post(TestService service, String name, String token, String path) throws Exception {
    String request = Files.readString(EXAMPLES.resolve(told(name + ".request.json")));
    check(name, service.post(token, path, request).body());
  }

  private void get(TestService service, String name, String token, String path) throws Exception {
    check(name, service.get(token, path).body());
  }

  private void check(String name, JsonNode sent) throws IOException {
    Path file = EXAMPLES.resolve(told(name + ".response.json"));
    if (WRITE) {
      Files.writeString(file, sent.toPrettyString() + "\n");
    }
    assertThat(sent).as(name).isEqualTo(Contract.JSON.readTree(Files.readString(file)));
  }

  private String told(String file) {
    told.add(file);
    return file;
  }

  private static Set<String> files() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files
          .map(f -> f.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
