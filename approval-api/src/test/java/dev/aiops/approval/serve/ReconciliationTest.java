/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.log.KillableServer;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The metric of what ledger and calls differ by. */
@ExtendWith(ClickHouseExtension.class)
class ReconciliationTest {

  private static final String SPANS =
      "INSERT INTO otel_traces (Timestamp, TraceId, SpanId, SpanAttributes) VALUES"
          + " ('2026-11-26 10:00:00', 't', '1', {'gen_ai.operation.name': 'chat',"
          + " 'aiops.budget.leases': '[\"support-live:2026-11-26:1\"]', 'aiops.budget.charged':"
          + " '0.000000300', 'aiops.budget.charge': 'actual'})";

  @TempDir Path directory;

  private final AtomicReference<Instant> now = new AtomicReference<>(TestService.NOON.instant());

  @Test
  void metric_tellsWhatHasNoSpan_andIsAskedAtMostEvery30Seconds(TestDatabase database)
      throws Exception {
    try (TestService service = new TestService(database.control(), directory, now::get)) {
      service.post(service.support, "/v1/leases", TestService.grant("ask-1", "process-1", "1000"));
      String report = TestService.report("process-1", "support-live:2026-11-26:1", 1, 500, 0);
      service.post(service.support, "/v1/leases/report", report);
      assertThat(metric(service)).isEqualTo("5.0E-7");
      database.ingest().execute(SPANS);
      now.set(TestService.NOON.instant().plusSeconds(29));
      assertThat(metric(service)).as("not asked yet").isEqualTo("5.0E-7");
      now.set(TestService.NOON.instant().plusSeconds(30));
      assertThat(metric(service)).isEqualTo("2.0E-7");
    }
  }

  @Test
  void differences_thatCannotBeAsked_areNotShownAsZero() throws Exception {
    try (KillableServer server = new KillableServer(directory.resolve("clickhouse"))) {
      Reconciliation reconciliation = new Reconciliation(server.control(), now::get);
      server.kill();
      assertThat(reconciliation.differences()).isEmpty();
    }
  }

  private static String metric(TestService service) throws Exception {
    String line = "aiops_budget_reconciliation_usd{budget=\"support-live\",day=\"2026-11-26\"} ";
    return service
        .plain(service.request("/metrics", "none"))
        .body()
        .lines()
        .filter(metric -> metric.startsWith(line))
        .map(metric -> metric.substring(line.length()))
        .findFirst()
        .orElse("none");
  }
}
