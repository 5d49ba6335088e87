/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

/**
 * What an app is told to do: to ask with so many threads, each so many times.
 *
 * @param calls how often each thread asks
 */
record Asking(Model.Library library, int threads, int calls, String baseUrl) {
  /** The line that tells {@link App}. */
  String line() {
    return "run " + library + " " + threads + " " + calls + " " + baseUrl;
  }
}
