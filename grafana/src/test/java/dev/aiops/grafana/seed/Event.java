/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.seed;

import java.time.Instant;

/**
 * What a run reports of itself.
 *
 * @param who whose it is
 * @param run the run
 * @param at when
 * @param kind started, waiting_approval, resumed or ended
 * @param status running, ok, error or cancelled
 * @param text input of a start, output of an end
 * @param failedIn the span it failed in; empty otherwise
 * @param error its error's class; empty otherwise
 */
public record Event(
    Span.Who who,
    String run,
    Instant at,
    String kind,
    String status,
    String text,
    String failedIn,
    String error) {

  /** One of a run that has not failed. */
  public static Event of(
      Span.Who who, String run, Instant at, String kind, String status, String text) {
    return new Event(who, run, at, kind, status, text, "", "");
  }

  String row() {
    return "("
        + String.join(
            ", ",
            Rows.text(run),
            Rows.time(at),
            Rows.text(kind),
            Rows.text("t-" + run),
            Rows.text("root-" + run),
            Rows.text(who.service()),
            Rows.text(who.environment()),
            Rows.text(who.team()),
            Rows.text(who.agent()),
            Rows.text(who.version()),
            Rows.text(status),
            Rows.text(kind.equals("started") ? text : ""),
            Rows.text(kind.equals("ended") ? text : ""),
            Rows.text(failedIn),
            Rows.text(error))
        + ")";
  }
}
