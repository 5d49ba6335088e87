/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.evals;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The eval-runners that asked this instance for work of late, and what each can evaluate by. It is
 * no state: who is gone is forgotten, and says it again with its next question.
 */
public final class Runners {

  private static final Duration OF_LATE = Duration.ofMinutes(1);
  private static final int MOST = 100;

  private final Map<String, Heard> heard = new ConcurrentHashMap<>();
  private final InstantSource clock;

  /** Before any has asked. */
  public Runners(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * What a batch may be asked for by.
   *
   * @param judged whether a model judges, which costs
   */
  public record Known(String name, boolean judged) {}

  private record Heard(Instant at, List<Known> definitions) {}

  /** One asked. */
  public void asked(String runner, List<Known> definitions) {
    Instant now = clock.instant();
    heard.values().removeIf(one -> one.at().isBefore(now.minus(OF_LATE)));
    if (heard.size() < MOST || heard.containsKey(runner)) {
      heard.put(runner, new Heard(now, List.copyOf(definitions)));
    }
  }

  /** When the last one asked; empty where none did of late. */
  public Optional<Instant> last() {
    Instant since = clock.instant().minus(OF_LATE);
    return heard.values().stream()
        .map(Heard::at)
        .filter(at -> !at.isBefore(since))
        .max(Comparator.naturalOrder());
  }

  /** What they can evaluate by, by name; empty where none asked of late. */
  public List<Known> definitions() {
    Instant since = clock.instant().minus(OF_LATE);
    Map<String, Known> byName = new TreeMap<>();
    heard.values().stream()
        .filter(one -> !one.at().isBefore(since))
        .flatMap(one -> one.definitions().stream())
        .forEach(known -> byName.put(known.name(), known));
    return List.copyOf(byName.values());
  }
}
