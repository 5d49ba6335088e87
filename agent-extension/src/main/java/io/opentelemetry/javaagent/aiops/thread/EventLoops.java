/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.thread;

import java.util.List;

/** Threads that many others depend on: who waits on one stops more than itself. */
public final class EventLoops {

  private static final List<String> LOOPS =
      List.of(
          "reactor-http-",
          "reactor-tcp-",
          "nioEventLoopGroup-",
          "epollEventLoopGroup-",
          "kqueueEventLoopGroup-",
          "multiThreadIoEventLoopGroup-",
          "vert.x-eventloop-thread-",
          "vert.x-acceptor-thread-",
          "aws-java-sdk-NettyEventLoop-",
          "grpc-default-worker-ELG-");

  private static final List<String> WORKERS =
      List.of(
          "ForkJoinPool.commonPool-worker-",
          "HttpClient-",
          "OkHttp",
          "parallel-",
          "single-",
          "RxComputationThreadPool-");

  private EventLoops() {}

  /**
   * Whether others depend on this thread: an event loop, or a worker of a small pool that all of
   * the app shares. What can go on elsewhere does not wait here.
   */
  public static boolean isCurrent() {
    return begins(WORKERS) || isLoop();
  }

  /**
   * Whether this thread is an event loop, on which nothing ever may wait: connections of others
   * stand still meanwhile.
   */
  public static boolean isLoop() {
    return begins(LOOPS) || isNonBlocking(Thread.currentThread());
  }

  private static boolean begins(List<String> names) {
    String name = Thread.currentThread().getName();
    for (String each : names) {
      if (name.startsWith(each)) {
        return true;
      }
    }
    return false;
  }

  /** Reactor marks the threads on which it forbids to block, whatever their name. */
  private static boolean isNonBlocking(Thread thread) {
    for (Class<?> c = thread.getClass(); c != null && c != Thread.class; c = c.getSuperclass()) {
      for (Class<?> marker : c.getInterfaces()) {
        if (marker.getName().equals("reactor.core.scheduler.NonBlocking")) {
          return true;
        }
      }
    }
    return false;
  }
}
