/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.approval.serve.TestService.Reply;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Midnights of a budget in Berlin, where 25 October 2026 has 25 hours: it begins at 22:00 and ends
 * at 23:00 UTC.
 */
@ExtendWith(ClickHouseExtension.class)
class MidnightTest {

  private static final String EVE = "all-agents:2026-10-24:1";
  private static final String LONG_DAY = "all-agents:2026-10-25:1";

  @TempDir Path directory;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-10-24T21:59:30Z"));

  @Test
  void midnight_endsYesterdaysLeasesAndBeginsAFreshCap(TestDatabase database) throws Exception {
    try (TestService service = new TestService(database.control(), directory, now::get)) {
      Reply eve = ask(service, "ask-1", "30000000000");
      assertThat(eve.text("lease")).isEqualTo(EVE);
      assertThat(eve.text("spend_for_seconds")).as("not beyond midnight").isEqualTo("30");
      assertThat(ask(service, "ask-2", "30000000000").rule()).as("30 of 50 are out").isNotEmpty();

      now.set(Instant.parse("2026-10-24T22:00:00Z"));
      Reply fresh = ask(service, "ask-3", "40000000000");
      assertThat(fresh.text("lease")).isEqualTo(LONG_DAY);
      assertThat(fresh.body().path("standing").path("cap_nanos").asText()).isEqualTo("50000000000");
      assertThat(fresh.body().path("standing").path("resets_in_seconds").asInt())
          .as("25 hours")
          .isEqualTo(90_000);

      JsonNode late = tell(service, "report", 1, 7_000_000_000L, 2_000_000_000L);
      assertThat(late.path("stop").asText()).isEqualTo("day_over");
      assertThat(late.path("spend_for_seconds").asInt()).isZero();
      JsonNode closed = tell(service, "close", 2, 8_000_000_000L, 0);
      assertThat(closed.path("charged_nanos").asText()).isEqualTo("8000000000");
      assertThat(closed.path("standing").path("day").asText()).isEqualTo("2026-10-24");
      assertDays(service, "2026-10-24 8000000000 0", "2026-10-25 0 40000000000");
      assertThat(ask(service, "ask-1", "30000000000").text("lease"))
          .as("a repeated request is answered as it was")
          .isEqualTo(EVE);

      now.set(Instant.parse("2026-10-25T22:59:59Z"));
      assertThat(ask(service, "ask-4", "1000").text("spend_for_seconds")).isEqualTo("1");
      now.set(Instant.parse("2026-10-25T23:00:00Z"));
      assertThat(ask(service, "ask-5", "1000").text("lease")).isEqualTo("all-agents:2026-10-26:1");
    }
  }

  private static Reply ask(TestService service, String request, String nanos) throws Exception {
    String body = TestService.grant(request, "process-1", nanos);
    return service.post(service.support, "/v1/leases", body.replace("support-live", "all-agents"));
  }

  private static JsonNode tell(
      TestService service, String what, long seq, long spent, long reserved) throws Exception {
    String body = TestService.report("process-1", EVE, seq, spent, reserved);
    return service.post(service.support, "/v1/leases/" + what, body).lease(0);
  }

  private static void assertDays(TestService service, String... expected) throws Exception {
    JsonNode days = service.get(service.ana, "/v1/budgets/all-agents/standing").body();
    assertThat(days.path("days"))
        .extracting(
            day ->
                day.path("day").asText()
                    + " "
                    + day.path("spent_nanos").asText()
                    + " "
                    + day.path("leased_nanos").asText())
        .containsExactly(expected);
  }
}
