/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.demo.e2e.app.SpendingApp;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Apps on one host that spend money of the same control plane at the same provider.
 *
 * @param folder of what the processes leave behind
 */
record Spending(
    TestDatabase database, ControlPlane control, BillingProvider provider, Path folder) {

  private static final int MAX_TOKENS = 200;
  private static final int FEW_THREADS = 8;
  private static final int PAUSE_MILLIS = 40;

  /** So that many threads that are refused leave the machine to others. */
  private static final int LONG_PAUSE_MILLIS = 640;

  /** One that spends from so many threads when it is told {@code go}. */
  ForkedApp app(String name, int threads, boolean stopsWhenRefused) {
    Agent agent =
        control.governing(
            Agent.writingTo(database, folder.resolve("spool"))
                .named(name)
                .with("aiops.model.hosts", provider.authority() + "=openai"),
            folder.resolve("budgets"));
    // small, so that many of them fit a small machine
    ForkedApp.Builder app =
        ForkedApp.java(SpendingApp.class.getName())
            .classPath(ScenarioJvm.classPath())
            .option("-Xmx128m")
            .option("-XX:+UseSerialGC")
            .arguments(
                provider.baseUrl(),
                name,
                Integer.toString(threads),
                Integer.toString(MAX_TOKENS),
                Boolean.toString(stopsWhenRefused),
                Integer.toString(threads > FEW_THREADS ? LONG_PAUSE_MILLIS : PAUSE_MILLIS));
    return agent.on(app).start();
  }

  /** So many of them, ready. */
  Fleet fleet(int apps, int threads, boolean stopWhenRefused) {
    return new Fleet(
        IntStream.range(0, apps)
            .mapToObj(i -> app("spender-" + i, threads, stopWhenRefused))
            .toList());
  }

  /** Apps that are started and ended together. */
  record Fleet(List<ForkedApp> apps) implements AutoCloseable {

    void ready() {
      apps.forEach(app -> app.awaitLine("ready"::equals));
    }

    /** Lets them begin, once all are ready. */
    void go() {
      ready();
      apps.forEach(app -> app.say("go"));
    }

    /** Whether each that is not dead said {@code words}. */
    boolean allSaid(String words) {
      return apps.stream().filter(ForkedApp::isAlive).allMatch(app -> app.said(words));
    }

    boolean anySaid(String words) {
      return !linesWith(words).isEmpty();
    }

    List<String> linesWith(String words) {
      return apps.stream().flatMap(app -> app.linesWith(words).stream()).toList();
    }

    /** Ends those that are not dead; none has seen another failure than a refusal. */
    void finish() {
      for (ForkedApp app : apps.stream().filter(ForkedApp::isAlive).toList()) {
        assertThat(app.finish()).as(app.output()).isZero();
        assertThat(app.output()).contains("failed=0");
      }
    }

    ForkedApp app(int index) {
      return apps.get(index);
    }

    @Override
    public void close() {
      apps.forEach(ForkedApp::close);
    }
  }
}
