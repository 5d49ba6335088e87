/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static dev.aiops.approval.serve.ApprovalAgent.decide;
import static dev.aiops.approval.serve.ApprovalAgent.request;
import static dev.aiops.approval.serve.ApprovalAgent.unique;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.log.ClickHouseControlLog;
import dev.aiops.approval.log.Verdict;
import dev.aiops.approval.log.Verifier;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who makes an approval of a denial in the log is found out. */
@ExtendWith(ClickHouseExtension.class)
class ApprovalTamperTest {

  private static final String APPROVALS = "/v1/approvals";

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "\"approve\":false, \"approve\":true",
        "\"channel\":\"api\", \"channel\":\"page\"",
        "\"page\":null, \"page\":\"shown\""
      })
  void rowThatWasChanged_isFound(String what, String by, TestDatabase database) throws Exception {
    try (TestService service =
        new TestService(database.control(), directory, InstantSource.system())) {
      String body = request("refund", null, unique(), "{\"amount\": 250}");
      String id =
          service
              .post(service.support, APPROVALS, body)
              .body()
              .path("approval")
              .path("id")
              .asText();
      service.post(service.ben, APPROVALS + "/" + id + "/decide", decide(false, 1, "no"));
    }
    ClickHouseControlLog log = new ClickHouseControlLog(database.control());
    assertThat(new Verifier(log).verify(seq -> {})).isInstanceOf(Verdict.Whole.class);
    database
        .admin()
        .execute(
            "ALTER TABLE control_log UPDATE body = replaceAll(body, '%s', '%s') WHERE kind = 'approval_decided'"
                .formatted(what, by),
            Map.of("mutations_sync", "2"));
    Verdict verdict = new Verifier(log).verify(seq -> {});
    assertThat(verdict).isInstanceOf(Verdict.Bad.class);
    assertThat(((Verdict.Bad) verdict).seq()).as("policy, request, decision").isEqualTo(3);
    database.execute("TRUNCATE TABLE control_log");
  }
}
