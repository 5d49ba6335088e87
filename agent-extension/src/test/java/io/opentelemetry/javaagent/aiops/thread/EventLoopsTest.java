/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.scheduler.Schedulers;

class EventLoopsTest {

  private record Seen(boolean current, boolean loop) {

    static Seen here() {
      return new Seen(EventLoops.isCurrent(), EventLoops.isLoop());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "reactor-http-nio-2, true, true",
    "nioEventLoopGroup-3-1, true, true",
    "vert.x-eventloop-thread-0, true, true",
    "aws-java-sdk-NettyEventLoop-0-1, true, true",
    "RxComputationThreadPool-1, true, false",
    "OkHttp https://api.openai.com/..., true, false",
    "vert.x-worker-thread-0, false, false",
    "http-nio-8080-exec-1, false, false",
    "boundedElastic-1, false, false"
  })
  void thread_isKnownByItsName(String name, boolean current, boolean loop) throws Exception {
    CompletableFuture<Seen> seen = new CompletableFuture<>();
    new Thread(() -> seen.complete(Seen.here()), name).start();
    assertThat(seen.get()).isEqualTo(new Seen(current, loop));
  }

  @Test
  void reactorsOwn_areKnownByTheirMark() throws Exception {
    CompletableFuture<Seen> seen = new CompletableFuture<>();
    Schedulers.newParallel("any-name", 1, true).schedule(() -> seen.complete(Seen.here()));
    assertThat(seen.get()).isEqualTo(new Seen(true, true));
  }

  @Test
  void commonPool_isSharedByAll_butNoLoop() throws Exception {
    CompletableFuture<Seen> seen = new CompletableFuture<>();
    // who waits for a task of the pool's own may do it itself
    ForkJoinPool.commonPool().execute(() -> seen.complete(Seen.here()));
    assertThat(seen.get()).isEqualTo(new Seen(true, false));
  }
}
