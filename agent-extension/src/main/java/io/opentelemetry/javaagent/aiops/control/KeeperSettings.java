/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import io.opentelemetry.javaagent.aiops.budget.Ticks;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a keeper is told.
 *
 * @param url of the control plane, without a path of its own
 * @param token of this agent
 * @param counters folder of the counter files
 * @param caller whom this process speaks for
 * @param host the machine and its boot: equal only where one process can read the other's counter
 *     file
 */
public record KeeperSettings(
    URI url,
    String token,
    Path counters,
    Caller caller,
    String host,
    Ticks ticks,
    Timings timings) {

  /** Whom a process speaks for; empty is unknown. */
  public record Caller(String service, String environment, String team) {}

  /**
   * How often things are done.
   *
   * @param budgets are read again
   * @param retry of a control plane that does not answer
   * @param report of what was spent, at most so often
   * @param heartbeat at least so often, and never later than a third of a lease's validity
   * @param idle for so long, money is given back
   * @param adopt what dead processes left
   * @param skew of our wall clock before its date is believed to be wrong
   * @param connect limit of the network
   * @param read limit of the network
   */
  public record Timings(
      Duration budgets,
      Duration retry,
      Duration report,
      Duration heartbeat,
      Duration idle,
      Duration adopt,
      Duration skew,
      Duration connect,
      Duration read) {

    /** What production uses. */
    public static final Timings DEFAULT =
        new Timings(
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10));
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "keeper of " + caller + " at " + url;
  }
}
