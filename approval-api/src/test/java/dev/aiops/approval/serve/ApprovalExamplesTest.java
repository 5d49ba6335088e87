/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Refunds that wait for a person, told by the example files; see {@link Examples}. */
@ExtendWith(ClickHouseExtension.class)
class ApprovalExamplesTest {

  private static final String FIRST = "apr_aaaaaaaaaaaaaaaaaaaaaaaaaa";
  private static final String SECOND = "apr_bbbbbbbbbbbbbbbbbbbbbbbbbb";
  private static final String EXECUTION = "00000000-0000-4000-8000-000000000001";

  @TempDir Path directory;

  @Test
  void everyExample_isTakenAndSent(TestDatabase database) throws Exception {
    try (TestService service = new TestService(database.control(), directory, TestService.NOON)) {
      Examples examples = new Examples(service);
      String agent = service.support;
      examples.get(
          "approval_rules",
          agent,
          "/v1/approval-rules?service=support-chat&environment=production");
      examples.post("approval_not_needed", agent, "/v1/approvals");
      first(examples, service);
      second(examples, service);
      examples.assertNoneIsLeft(file -> file.startsWith("approval_"));
    }
  }

  private static void first(Examples examples, TestService service) throws Exception {
    String path = "/v1/approvals/" + FIRST;
    drawn(examples, service, "approval_request", FIRST);
    examples.get("approval_waiting", service.support, path + "?after=0&wait_millis=10000");
    examples.post("approval_edit", service.ben, path + "/decide");
    examples.post("approval_already_decided", service.ana, path + "/decide");
    examples.post("approval_hash_mismatch", service.support, path + "/consume");
    consumed(examples, service, path);
    examples.post("approval_already_consumed", service.support, path + "/consume");
    examples.post("approval_outcome", service.support, path + "/outcome");
    examples.get("approval_history", service.ana, path + "/history");
  }

  private static void consumed(Examples examples, TestService service, String path)
      throws Exception {
    JsonNode used = service.get(service.ana, "/v1/approvals?limit=1").body();
    String id = used.path("approvals").get(0).path("id").asText();
    String body =
        Files.readString(Contract.DIRECTORY.resolve("examples/approval_consume.request.json"));
    JsonNode taken =
        service.post(service.support, path.replace(FIRST, id) + "/consume", body).body();
    examples.name(taken.path("execution").asText(), EXECUTION);
    // the same process may ask again what it was told
    examples.post("approval_consume", service.support, path + "/consume");
  }

  private static void second(Examples examples, TestService service) throws Exception {
    String path = "/v1/approvals/" + SECOND;
    drawn(examples, service, "approval_request_second", SECOND);
    examples.get("approval_list", service.ana, "/v1/approvals?state=PENDING&tool=refund*");
    examples.post("approval_requester_excluded", service.ana, path + "/decide");
    examples.post("approval_deny", service.ben, path + "/decide");
    examples.post("approval_not_approved", service.support, path + "/consume");
  }

  /** Its id is known once it is asked for; the same request is answered the same again. */
  private static void drawn(Examples examples, TestService service, String name, String as)
      throws Exception {
    String body =
        Files.readString(Contract.DIRECTORY.resolve("examples/" + name + ".request.json"));
    JsonNode reply = service.post(service.support, "/v1/approvals", body).body();
    examples.name(reply.path("approval").path("id").asText(), as);
    examples.post(name, service.support, "/v1/approvals");
  }
}
