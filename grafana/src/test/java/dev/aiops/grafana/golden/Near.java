/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.golden;

/**
 * A number that goes on while a test runs, as an age.
 *
 * @param least what it is at least
 * @param most what it is at most
 */
public record Near(double least, double most) {

  /** Seconds up to the server's present: a test may take two minutes. */
  public static Near seconds(long value) {
    return new Near(value - 1.0, value + 120.0);
  }

  boolean has(double shown) {
    return shown >= least && shown <= most;
  }
}
