/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.util.List;

/**
 * How much is measured.
 *
 * @param warmUpCalls calls of each thread, answered without delay, before anything is measured, per
 *     variant; one thread makes twice as many
 * @param pacedCalls calls of all threads, answered after a millisecond, after that and per variant
 * @param compileSeconds how long the compiler is given, at most, after what was asked to warm up
 * @param settleRounds rounds of each variant, at most, until the compiler has settled
 * @param rounds rounds of each variant with one thread
 * @param manyRounds rounds of each variant with 16 threads, which scatter more
 * @param burstRounds rounds of each variant with 16 threads that ask in the same moment
 * @param roundCalls calls of each thread in one round of one variant
 * @param settleMillis idle time in which what was recorded is exported, before and after a series
 * @param visibleCalls calls of each of four threads and each library while rows are watched
 * @param throughputMillis how long spans are made at one rate, and ready blocks are posted
 * @param decisions how often a waiting call is approved, with one and with 16 threads that wait
 * @param pending actions that wait while the pages are asked
 * @param pageViews how often each page is asked
 * @param startUps how often an app that uses no library is started, per size and variant
 * @param runsPerDay runs that begin on each day that panels look at, of about 14 spans each
 * @param days how many such days there are, one after the other
 * @param looks how often each panel of a dashboard of which times are promised is looked at, for
 *     each of those
 * @param otherLooks how often each panel of another dashboard is
 * @param evaluatedRuns runs of the day that evaluators score
 * @param jmhIterations of warm-up and of measurement, one second each, per hot path
 */
record Plan(
    int warmUpCalls,
    int pacedCalls,
    int compileSeconds,
    int settleRounds,
    int rounds,
    int manyRounds,
    int burstRounds,
    int roundCalls,
    long settleMillis,
    int visibleCalls,
    long throughputMillis,
    int decisions,
    int pending,
    int pageViews,
    int startUps,
    int runsPerDay,
    List<Integer> days,
    int looks,
    int otherLooks,
    int evaluatedRuns,
    int jmhIterations) {
  /** The measurement whose figures are in the README: about 95 minutes on two cores. */
  static final Plan FULL =
      new Plan(
          3_000,
          12_000,
          30,
          45,
          30,
          40,
          20,
          45,
          6_000,
          400,
          8_000,
          320,
          10_000,
          300,
          10,
          77_200,
          List.of(1, 2, 10, 50),
          40,
          3,
          100_000,
          5);

  /** A look in a few minutes: wide intervals. */
  static final Plan QUICK =
      new Plan(
          1_500,
          4_000,
          30,
          10,
          10,
          10,
          5,
          30,
          3_000,
          100,
          4_000,
          64,
          10_000,
          100,
          3,
          15_440,
          List.of(1, 5),
          5,
          2,
          20_000,
          2);

  /** Just enough to notice a change by an order of magnitude, in a test. */
  static final Plan SANITY =
      new Plan(
          150,
          320,
          3,
          1,
          6,
          6,
          1,
          15,
          1_000,
          40,
          1_000,
          16,
          100,
          20,
          2,
          200,
          List.of(1, 2),
          1,
          1,
          200,
          1);
}
