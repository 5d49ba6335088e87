/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.serve.TestBrowser.Answer;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The pages with as many actions waiting as no team should have. */
@Tag("long")
@ExtendWith(ClickHouseExtension.class)
class QueueLoadTest {

  private static final int PENDING = 10_000;
  private static final int ASKED = 200;
  private static final long P95_MILLIS = 500;

  @TempDir Path directory;

  @Test
  void queue_of10000_isShownInTime(TestDatabase database) throws Exception {
    try (People people = new People(database.control(), directory)) {
      fill(people);
      TestBrowser ben = people.browser().signedIn("ben", People.PASSWORD);
      Answer first = ben.get("/");
      assertThat(first.page().select("#count").text()).startsWith(PENDING + " actions wait");
      assertThat(first.text()).contains("1 to 50 of " + PENDING);
      assertInTime(ben, "/");
      assertInTime(ben, "/?page=200");
      assertInTime(ben, "/?text=order-9999");
      assertInTime(ben, "/?part=1");
      assertInTime(ben, first.page().select(".row .open").attr("href"));
    }
  }

  private static void assertInTime(TestBrowser browser, String path) throws Exception {
    List<Long> micros = new ArrayList<>();
    for (int i = 0; i < ASKED; i++) {
      long began = System.nanoTime();
      assertThat(browser.get(path).status()).isEqualTo(200);
      micros.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began));
    }
    micros.sort(null);
    long p95 = micros.get(ASKED * 95 / 100);
    System.out.printf(
        "%s: p50 %d us, p95 %d us, most %d us%n",
        path.startsWith("/approvals") ? "detail" : path,
        micros.get(ASKED / 2),
        p95,
        micros.get(ASKED - 1));
    assertThat(TimeUnit.MICROSECONDS.toMillis(p95)).as(path).isLessThan(P95_MILLIS);
  }

  private static void fill(People people) throws Exception {
    ExecutorService agents = Executors.newFixedThreadPool(32);
    try {
      List<Future<Integer>> asked = new ArrayList<>();
      for (int i = 0; i < PENDING; i++) {
        String body = body(i);
        asked.add(agents.submit(() -> ask(people, body)));
      }
      for (Future<Integer> one : asked) {
        assertThat(one.get(2, TimeUnit.MINUTES)).isEqualTo(200);
      }
    } finally {
      agents.shutdownNow();
    }
  }

  private static String body(int i) throws Exception {
    String tool = i % 100 == 0 ? "delete_order" : "refund_order";
    String arguments =
        "{\"amount\": 500, \"order\": \"order-%d\", \"note\": \"%s\"}"
            .formatted(i, "a customer wrote again. ".repeat(20));
    return ApprovalAgent.request(tool, "dora", "run-" + i, arguments);
  }

  private static int ask(People people, String body) throws Exception {
    return people
        .service
        .plain(
            people
                .service
                .request("/v1/approvals", people.service.support)
                .POST(BodyPublishers.ofString(body)))
        .statusCode();
  }
}
