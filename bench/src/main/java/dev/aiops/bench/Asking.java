/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

/**
 * What an app is told to do: to ask with so many threads, each so many times.
 *
 * @param calls how often each thread asks
 * @param apartMicros from one thread's call to the next thread's; 0: all begin at once, each asks
 *     again as soon as it is answered, and they stay together, as each answer takes the same time
 */
record Asking(Model.Library library, int threads, int calls, String baseUrl, int apartMicros) {
  /** All threads at once, as fast as can be. */
  Asking(Model.Library library, int threads, int calls, String baseUrl) {
    this(library, threads, calls, baseUrl, 0);
  }

  /** The same, evenly spread: each thread asks once in so long. */
  Asking spread(int micros) {
    return new Asking(library, threads, calls, baseUrl, micros / threads);
  }

  /** Whether several threads ask in the same moment. */
  boolean atOnce() {
    return threads > 1 && apartMicros == 0;
  }

  /** How many threads ask, and whether in the same moment. */
  String how() {
    return threads + (atOnce() ? ", at once" : "");
  }

  /** The line that tells {@link App}. */
  String line() {
    return "run " + library + " " + threads + " " + calls + " " + baseUrl + " " + apartMicros;
  }
}
