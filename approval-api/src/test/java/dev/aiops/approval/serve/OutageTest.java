/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.approval.log.KillableServer;
import dev.aiops.approval.serve.TestService.Reply;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ClickHouse is killed under the service. */
class OutageTest {

  private static final String LEASES = "/v1/leases";

  @TempDir Path directory;

  @Test
  void kill_underAsks_losesNoGrantAndGivesNoneTwice() throws Exception {
    try (KillableServer server = new KillableServer(directory.resolve("clickhouse"));
        TestService service =
            new TestService(server.control(), directory, InstantSource.system())) {
      List<CompletableFuture<Reply>> asked = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        asked.add(ask(service, i));
      }
      asked.get(0).join();
      server.kill();
      assertThat(service.get("", "/readyz").text("ready")).isEqualTo("false");
      server.startAgain();
      List<String> first = asked.stream().map(reply -> leaseOrRule(reply.join())).toList();
      assertThat(first).allMatch(said -> said.contains(":") || said.startsWith("503"));
      checkRepeated(service, first);
      assertThat(service.get("", "/readyz").text("ready")).isEqualTo("true");
    }
  }

  /** Each ask is sent again, and what is set apart is what the answers to them say. */
  private static void checkRepeated(TestService service, List<String> first) throws Exception {
    long granted = 0;
    for (int i = 0; i < first.size(); i++) {
      Reply again = ask(service, i).join();
      assertThat(leaseOrRule(again)).as(first.get(i)).contains(":");
      assertThat(first.get(i))
          .satisfiesAnyOf(
              said -> assertThat(said).startsWith("503"),
              said -> assertThat(said).isEqualTo(leaseOrRule(again)));
      granted += Long.parseLong(again.text("granted_nanos"));
    }
    JsonNode day =
        service.get(service.ana, "/v1/budgets/support-live/standing").body().path("days").path(0);
    assertThat(day.path("leased_nanos").asLong()).isEqualTo(granted);
    assertThat(day.path("holders").asInt()).isEqualTo(first.size());
  }

  private static CompletableFuture<Reply> ask(TestService service, int process) {
    String body = TestService.grant("ask-" + process, "process-" + process, "20000000");
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return service.post(service.support, LEASES, body);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static String leaseOrRule(Reply reply) {
    return reply.status() == 200 ? reply.text("lease") : reply.status() + " " + reply.rule();
  }
}
