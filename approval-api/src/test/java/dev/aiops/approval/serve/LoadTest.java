/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How many grants one instance gives, clients and ClickHouse on the same machine. */
@Tag("long")
@ExtendWith(ClickHouseExtension.class)
class LoadTest {

  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration MEASURED = Duration.ofSeconds(20);

  @TempDir Path directory;

  @Test
  void grants_ofFiftyProcesses_areAllGiven(TestDatabase database) throws Exception {
    try (TestService service =
        new TestService(database.control(), directory, InstantSource.system())) {
      run(service, 1, WARM_UP);
      print(1, run(service, 1, MEASURED));
      run(service, 50, WARM_UP);
      print(50, run(service, 50, MEASURED));
    }
  }

  private static List<Long> run(TestService service, int processes, Duration time)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(processes);
    List<Callable<List<Long>>> clients = new ArrayList<>();
    for (int i = 0; i < processes; i++) {
      String process = "process-" + i;
      clients.add(() -> client(service, process, time));
    }
    List<Long> nanos = new ArrayList<>();
    for (Future<List<Long>> client : threads.invokeAll(clients)) {
      nanos.addAll(client.get());
    }
    threads.shutdown();
    Collections.sort(nanos);
    return nanos;
  }

  private static List<Long> client(TestService service, String process, Duration time)
      throws Exception {
    List<Long> nanos = new ArrayList<>();
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      String body =
          TestService.grant(process + "-" + System.nanoTime(), process, "1000")
              .replace("support-live", "all-agents");
      long began = System.nanoTime();
      HttpResponse<String> reply =
          service.plain(
              service.request("/v1/leases", service.support).POST(BodyPublishers.ofString(body)));
      nanos.add(System.nanoTime() - began);
      assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    }
    return nanos;
  }

  private static void print(int processes, List<Long> nanos) {
    System.out.printf(
        "%d processes: %d grants/s, p50 %d ms, p99 %d ms%n",
        processes, nanos.size() / MEASURED.toSeconds(), millis(nanos, 50), millis(nanos, 99));
  }

  private static long millis(List<Long> sorted, int percentile) {
    return TimeUnit.NANOSECONDS.toMillis(sorted.get(sorted.size() * percentile / 100));
  }
}
