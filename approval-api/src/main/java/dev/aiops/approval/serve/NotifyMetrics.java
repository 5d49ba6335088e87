/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.approval.engine.Engine;
import dev.aiops.approval.notify.Channel;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Figures of what people are told, for each channel in use. */
final class NotifyMetrics {

  private final MeterRegistry registry;
  private final Engine engine;

  NotifyMetrics(MeterRegistry registry, Engine engine) {
    this.registry = registry;
    this.engine = engine;
  }

  void watch(List<String> channels, InstantSource clock) {
    for (String name : channels) {
      count("delivered", "notifications that their receiver took", name, Channel::delivered);
      count("failed", "attempts that failed, and were made again", name, Channel::failed);
      count("given.up", "notifications that nobody took in seven days", name, Channel::givenUp);
      Gauge.builder(
              "aiops.notifications.oldest.undelivered.seconds",
              engine,
              of -> figure(of, name, channel -> age(channel, clock)))
          .tag("channel", name)
          .description("how long the oldest one that is not delivered waits; 0 without one")
          .register(registry);
    }
  }

  private void count(
      String what, String description, String name, ToDoubleFunction<Channel> figure) {
    FunctionCounter.builder("aiops.notifications." + what, engine, of -> figure(of, name, figure))
        .tag("channel", name)
        .description(description + ", since the channel was first used")
        .register(registry);
  }

  private static double figure(Engine engine, String name, ToDoubleFunction<Channel> figure) {
    return engine.notices().known().outbox().channel(name).map(figure::applyAsDouble).orElse(0.0);
  }

  private static double age(Channel channel, InstantSource clock) {
    Instant oldest = channel.oldest().orElse(clock.instant());
    return Math.max(0, Duration.between(oldest, clock.instant()).toSeconds());
  }
}
