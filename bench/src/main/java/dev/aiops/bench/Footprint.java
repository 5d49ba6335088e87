/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

/**
 * What a JVM holds after collections.
 *
 * @param heapBytes heap in use
 * @param nonHeapBytes class metadata and compiled code in use
 * @param threads live threads, daemons included
 * @param classes loaded classes
 */
record Footprint(long heapBytes, long nonHeapBytes, long threads, long classes) {
  /** Four numbers, as {@link App} prints them. */
  static Footprint parse(String numbers) {
    String[] parts = numbers.split(" ", -1);
    return new Footprint(
        Long.parseLong(parts[0]),
        Long.parseLong(parts[1]),
        Long.parseLong(parts[2]),
        Long.parseLong(parts[3]));
  }
}
