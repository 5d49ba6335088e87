/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

/** The time of this process. */
public interface Ticks {

  /** Of the machine. */
  Ticks SYSTEM =
      new Ticks() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public long epochMillis() {
          return System.currentTimeMillis();
        }
      };

  /** A clock that nobody sets; only differences of it mean anything. */
  long nanos();

  /** The wall clock. */
  long epochMillis();
}
