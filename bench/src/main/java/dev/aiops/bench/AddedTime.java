/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import dev.aiops.bench.Model.Library;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What an agent adds to a model call: the same app with no agent, under the upstream agent and
 * under ours, asked in turn in short rounds so that whatever else the machine does hits all three
 * alike, with a provider that answers after 20 ms and half of the cores kept busy.
 */
final class AddedTime implements Measurement {
  /** How long the provider takes to answer, in microseconds. */
  static final int ANSWER_MICROS = 20_000;

  private static final int PACED_MICROS = 1_000;

  /** How often a thread of many asks: more rarely than it is answered, so that none catch up. */
  private static final int SPREAD_MICROS = 25_000;

  private final Set<Library> libraries;

  /** Of apps on these. */
  AddedTime(Set<Library> libraries) {
    this.libraries = EnumSet.copyOf(libraries);
  }

  @Override
  public Finding measure(Lab lab, Plan plan) throws Exception {
    return AddedTimeReport.of(HalfLoad.during(() -> settings(lab, plan, libraries)));
  }

  /** These libraries, each with 1 thread, with 16, and with 16 that ask in the same moment. */
  static List<Added> settings(Lab lab, Plan plan, Set<Library> libraries)
      throws IOException, InterruptedException {
    List<Added> settings = new ArrayList<>();
    try (RunningProvider provider = lab.provider()) {
      for (Library library : libraries) {
        settings.addAll(settings(lab, plan, library, provider));
      }
    }
    return settings;
  }

  private static List<Added> settings(Lab lab, Plan plan, Library library, RunningProvider provider)
      throws IOException, InterruptedException {
    try (Apps apps = Apps.start(lab, library)) {
      String quick = provider.baseUrl(library.protocol(), 0);
      String url = provider.baseUrl(library.protocol(), ANSWER_MICROS);
      String paced = provider.baseUrl(library.protocol(), PACED_MICROS);
      warmUp(apps, plan, new Asking(library, App.MAX_THREADS, plan.warmUpCalls() / 2, quick));
      Asking burst = new Asking(library, App.MAX_THREADS, plan.roundCalls(), url);
      Added many = added(apps, plan, burst.spread(SPREAD_MICROS), plan.manyRounds(), paced);
      Added atOnce = added(apps, plan, burst, plan.burstRounds(), paced);
      // one thread takes other branches than sixteen, which are compiled anew
      warmUp(apps, plan, new Asking(library, 1, plan.warmUpCalls(), quick));
      Asking alone = new Asking(library, 1, plan.roundCalls(), url);
      return List.of(added(apps, plan, alone, plan.rounds(), paced), many, atOnce);
    }
  }

  /** In two turns: what the first made hot is compiled while others have theirs. */
  private static void warmUp(Apps apps, Plan plan, Asking asking) throws InterruptedException {
    apps.ask(asking);
    apps.ask(asking);
    apps.settle(plan.compileSeconds());
  }

  /**
   * A thread that waits takes other branches than one that never does, and what the compiler threw
   * away for that it compiles again only after thousands of calls, more than are measured. So first
   * there are thousands that wait, but shortly.
   */
  private static Added added(Apps apps, Plan plan, Asking asking, int rounds, String pacedUrl)
      throws InterruptedException {
    int calls = plan.pacedCalls() / (2 * asking.threads());
    warmUp(apps, plan, new Asking(asking.library(), asking.threads(), calls, pacedUrl));
    apps.settle(asking, plan.settleRounds());
    Thread.sleep(plan.settleMillis());
    List<Series> series = apps.series();
    List<Series> turns = new ArrayList<>(series);
    for (int i = 0; i < rounds; i++) {
      turns.forEach(each -> each.round(asking));
      Collections.rotate(turns, 1);
    }
    Thread.sleep(plan.settleMillis());
    series.forEach(Series::end);
    Added added = new Added(asking, series);
    System.err.println("  " + added.title() + ": ours adds " + added.byOurs() + " µs");
    return added;
  }
}
