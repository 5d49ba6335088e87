/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import java.util.List;

/**
 * Threads that many others depend on: event loops, workers of HTTP clients, the common pool. To
 * wait for a person there would stop the app.
 */
final class EventLoops {

  private static final List<String> NAMES =
      List.of(
          "ForkJoinPool.commonPool-worker-",
          "HttpClient-",
          "OkHttp",
          "reactor-http-",
          "reactor-tcp-",
          "parallel-",
          "single-",
          "nioEventLoopGroup-",
          "epollEventLoopGroup-",
          "vert.x-eventloop-thread-",
          "vert.x-acceptor-thread-",
          "aws-java-sdk-NettyEventLoop-",
          "RxComputationThreadPool-",
          "grpc-default-worker-ELG-");

  private EventLoops() {}

  /** Whether this thread must not be held up. */
  static boolean isCurrent() {
    return isOne(Thread.currentThread());
  }

  private static boolean isOne(Thread thread) {
    return NAMES.stream().anyMatch(thread.getName()::startsWith) || isNonBlocking(thread);
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
