/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.ClickHouse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pcollections.PMap;

/** Callers that send commands without rest, to several instances on one log. */
final class Hammer implements AutoCloseable {

  private static final int CALLERS_EACH = 3;

  /**
   * What the callers were told.
   *
   * @param acknowledged names of commands that are in the log
   * @param unknown of commands that may be in it
   * @param writers what the names of each instance begin with
   */
  record Outcomes(Set<String> acknowledged, Set<String> unknown, List<String> writers) {}

  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final Queue<String> unknown = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> unexpected = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Sequencer<PMap<String, Integer>>> instances = new ArrayList<>();
  private volatile boolean stopped;

  Hammer(List<ClickHouse> servers) {
    SequencerSettings settings =
        new SequencerSettings(
            100, 16, Duration.ofSeconds(3), Duration.ofMillis(20), Duration.ofMillis(100));
    for (ClickHouse server : servers) {
      ControlLog log = new ClickHouseControlLog(server, Duration.ofSeconds(2));
      instances.add(
          Sequencer.start(log, Names.NONE, Names::fold, settings, InstantSource.system()));
    }
    for (int caller = 0; caller < servers.size() * CALLERS_EACH; caller++) {
      int instance = caller % servers.size();
      String name = "i" + instance + "-c" + caller + "-";
      threads.execute(() -> call(instances.get(instance), name));
    }
  }

  private void call(Sequencer<PMap<String, Integer>> instance, String name) {
    for (int i = 0; !stopped; i++) {
      try {
        one(instance, name + i);
      } catch (RuntimeException | InterruptedException | TimeoutException e) {
        unexpected.add(e);
        return;
      }
    }
  }

  private void one(Sequencer<PMap<String, Integer>> instance, String name)
      throws InterruptedException, TimeoutException {
    Entry entry = Entries.rich(name);
    try {
      instance
          .send((names, now) -> new Decision<>(List.of(entry, entry), now))
          .get(60, TimeUnit.SECONDS);
      tell(acknowledged, name);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof ControlLogUnavailableException unavailable)) {
        throw new IllegalStateException(e.getCause());
      }
      if (unavailable.outcomeUnknown()) {
        tell(unknown, name);
      }
    }
  }

  /** Waits until so many more were acknowledged. */
  synchronized void awaitMore(int more, Duration limit) throws InterruptedException {
    int enough = acknowledged.size() + more;
    long deadline = System.nanoTime() + limit.toNanos();
    while (acknowledged.size() < enough) {
      assertThat(unexpected).isEmpty();
      long left = deadline - System.nanoTime();
      assertThat(left).as("appends go on").isPositive();
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private synchronized void tell(Queue<String> whom, String name) {
    whom.add(name);
    notifyAll();
  }

  /** Ends the callers and the instances; both instances then know the same. */
  Outcomes stop() throws InterruptedException {
    stopped = true;
    threads.shutdown();
    assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(unexpected).isEmpty();
    instances.forEach(Sequencer::close);
    List<String> writers = List.of("i0-", "i1-");
    return new Outcomes(Set.copyOf(acknowledged), Set.copyOf(unknown), writers);
  }

  @Override
  public void close() {
    stopped = true;
    threads.shutdownNow();
    instances.forEach(Sequencer::close);
  }
}
