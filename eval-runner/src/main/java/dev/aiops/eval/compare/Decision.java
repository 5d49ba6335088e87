/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

/** From figures to a verdict: by the effect's size and by how sure it is, never by one of them. */
final class Decision {
  private final Gate gate;
  private final Measured measured;

  Decision(Gate gate, Measured measured) {
    this.gate = gate;
    this.measured = measured;
  }

  Verdict verdict() {
    if (gate.oriented(measured.interval()).low() > -gate.margin()) {
      return new Verdict.Pass(measured);
    }
    if (measured.p() <= measured.level() && gate.oriented(measured.corrected()).high() < 0) {
      return new Verdict.Regression(measured);
    }
    return new Verdict.Inconclusive(measured, stillNeeded());
  }

  /** What the plan asks for; where there is as much, what this estimate would need to be told. */
  private long stillNeeded() {
    long n = measured.n();
    long needed = measured.needed() > n ? measured.needed() : (long) Math.ceil(n * growth());
    return Math.max(1, needed - n);
  }

  private double growth() {
    double effect = gate.oriented(measured.effect());
    double toPass = effect - gate.oriented(measured.interval()).low();
    double toRegress = gate.oriented(measured.corrected()).high() - effect;
    return Math.min(times(toPass, effect + gate.margin()), times(toRegress, -effect));
  }

  /** How many times the scores make a half-interval fit into {@code room}. */
  private static double times(double half, double room) {
    return room > 0 ? (half / room) * (half / room) : Double.POSITIVE_INFINITY;
  }
}
