/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One day of a budget, told by the example files; see {@link Examples}. */
@ExtendWith(ClickHouseExtension.class)
class ExamplesTest {

  @TempDir Path directory;

  @Test
  void everyExample_isTakenAndSent(TestDatabase database) throws Exception {
    try (TestService service = new TestService(database.control(), directory, TestService.NOON)) {
      Examples examples = new Examples(service);
      examples.get(
          "budgets", service.support, "/v1/budgets?service=support-chat&environment=production");
      examples.post("grant", service.support, "/v1/leases");
      examples.post("report", service.support, "/v1/leases/report");
      examples.post("top_up", service.support, "/v1/leases");
      examples.post("above_max_lease", service.support, "/v1/leases");
      examples.post("grant_second", service.support, "/v1/leases");
      examples.post("held_in_leases", service.support, "/v1/leases");
      examples.post("recall", service.support, "/v1/leases/report");
      examples.post("close", service.support, "/v1/leases/close");
      examples.post("not_settled", service.support, "/v1/leases/close");
      examples.post("adopt", service.support, "/v1/leases/adopt");
      examples.post("lost", service.support, "/v1/leases/report");
      examples.post("cap_reached", service.support, "/v1/leases");
      examples.post("raise", service.support, "/v1/raises");
      examples.post("decide", service.ana, "/v1/raises/support-live:2026-11-26:1/decide");
      examples.get("standing", service.ana, "/v1/budgets/support-live/standing");
      examples.post("foreign_caller", service.research, "/v1/leases");
      examples.post("raise_refused", service.ben, "/v1/raises/support-live:2026-11-26:1/decide");
      examples.post("grant_third", service.support, "/v1/leases");
      examples.get("open_leases", service.ben, "/v1/budgets/support-live/leases");
      String lease = "/v1/leases/support-live:2026-11-26:3";
      examples.post("halt", service.ana, "/v1/budgets/support-live/halt");
      examples.post("halted", service.support, "/v1/leases");
      examples.post("forbidden", service.ben, "/v1/budgets/support-live/resume");
      examples.post("resume", service.ana, "/v1/budgets/support-live/resume");
      examples.get("standings", service.ben, "/v1/standings");
      examples.get("refusals", service.ben, "/v1/refusals");
      examples.post("revoke", service.ana, lease + "/revoke");
      examples.post("release_impossible", service.ana, lease + "/release");
      examples.post("release", service.ana, lease + "/release");
      examples.get("ready", service.ana, "/readyz");
      examples.assertNoneIsLeft(
          file ->
              !file.startsWith("approval_")
                  && !file.startsWith("eval_")
                  && !file.startsWith("label_"));
    }
  }
}
