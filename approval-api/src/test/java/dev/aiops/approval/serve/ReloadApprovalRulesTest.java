/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The rules of what waits for a person change under the running service. */
@ExtendWith(ClickHouseExtension.class)
class ReloadApprovalRulesTest {

  @TempDir Path directory;

  @Test
  void approvalRule_added_isInForceWithoutARestart_andStaysWhileItsConditionIsBroken(
      TestDatabase database) throws Exception {
    String before = "budgets:\n  - name: all-agents\n    daily_cap: 70.00\n";
    String rule = "approvals:\n  - name: refunds\n    tools: refund\n    when: args.amount %s\n";
    String good = before + rule.formatted("> 5") + "    approvers: [finance]\n";
    String broken = before + rule.formatted(">") + "    approvers: [finance]\n";
    try (TestService service =
        new TestService(database.control(), directory, TestService.NOON, before)) {
      assertThat(rules(service)).isEqualTo("[]");
      Files.writeString(service.policy, good);
      ApiTest.await(() -> rules(service).contains("\"refunds\""));
      String inForce = rules(service);
      Files.writeString(service.policy, broken);
      ApiTest.await(() -> problems(service).contains("policy.yaml:7:"));
      assertThat(problems(service)).containsPattern("policy.yaml:7:[0-9]+: when is not CEL: ");
      assertThat(rules(service)).isEqualTo(inForce);
      assertThat(state(service, 6)).as("the old condition holds it").isEqualTo("PENDING");
      assertThat(state(service, 4)).as("and not this one").isEmpty();
      Files.writeString(service.policy, good);
      ApiTest.await(() -> problems(service).equals("[]"));
    }
  }

  private static String rules(TestService service) {
    String path = "/v1/approval-rules?service=support-chat&environment=production";
    return unchecked(() -> service.get(service.support, path)).body().path("rules").toString();
  }

  private static String state(TestService service, int amount) throws Exception {
    String body = ApprovalAgent.request("refund", null, "", "{\"amount\": " + amount + "}");
    JsonNode reply = service.post(service.support, "/v1/approvals", body).body();
    return reply.path("approval").path("state").asText();
  }

  private static String problems(TestService service) {
    return unchecked(() -> service.get("", "/readyz")).body().path("problems").toString();
  }

  private static <T> T unchecked(Callable<T> call) {
    try {
      return call.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
