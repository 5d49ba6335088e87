/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.approval.access.TokenFile;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The files change under the running service. */
@ExtendWith(ClickHouseExtension.class)
class ReloadTest {

  private static final String STANDING = "/v1/budgets/all-agents/standing";

  @TempDir Path directory;

  @Test
  void files_changed_areInForceWithoutARestart(TestDatabase database) throws Exception {
    assertThatThrownBy(() -> withoutAPolicy(database))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("No policy was ever in force. policy.yaml:1:1: ");
    try (TestService service = new TestService(database.control(), directory, TestService.NOON)) {
      Files.writeString(service.policy, "budgets:\n  - name: all-agents\n    daily_cap: 70.00\n");
      ApiTest.await(() -> cap(service).equals("70000000000"));
      Files.writeString(service.policy, "budgets:\n  - name: all-agents\n    daily_cap: -1\n");
      ApiTest.await(() -> problems(service).contains("policy.yaml:3:16: daily_cap"));
      assertThat(cap(service)).isEqualTo("70000000000");
      assertThat(service.plain(service.request("/metrics", "")).body())
          .contains("aiops_policy_mistake 1.0");
      Files.writeString(service.policy, "budgets:\n  - name: all-agents\n    daily_cap: 70.00\n");
      ApiTest.await(() -> problems(service).equals("[]"));
      String carla = TokenFile.add(service.tokens, "carla", Set.of("admin"));
      ApiTest.await(() -> status(service, carla) == 200);
      Files.writeString(service.tokens, "{\"name\": 1}\n");
      ApiTest.await(() -> problems(service).contains("tokens.jsonl:1: is not a token"));
      assertThat(status(service, carla)).isEqualTo(200);
    }
  }

  private void withoutAPolicy(TestDatabase database) throws Exception {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    try (TestService service = new TestService(database.control(), empty, TestService.NOON, "")) {
      assertThat(service.port()).isPositive();
    }
  }

  private static String cap(TestService service) {
    return unchecked(() -> service.get(service.ana, STANDING))
        .body()
        .path("days")
        .path(0)
        .path("cap_nanos")
        .asText();
  }

  private static String problems(TestService service) {
    return unchecked(() -> service.get("", "/readyz")).body().path("problems").toString();
  }

  private static int status(TestService service, String token) {
    return unchecked(() -> service.get(token, STANDING)).status();
  }

  private static <T> T unchecked(Callable<T> call) {
    try {
      return call.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
