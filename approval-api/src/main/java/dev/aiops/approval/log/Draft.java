/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * Rows in line for the places after a head, linked and hashed, not yet in the log. They get in
 * together or not at all.
 */
public final class Draft {

  private final Head base;
  private final Instant at;
  private final String writer;
  private final PVector<Committed> rows;
  private final long chars;

  private Draft(Head base, Instant at, String writer, PVector<Committed> rows, long chars) {
    this.base = base;
    this.at = at;
    this.writer = writer;
    this.rows = rows;
    this.chars = chars;
  }

  /**
   * An empty draft.
   *
   * @param base the last row of the log, as its writer knows it
   * @param now the time; its rows are of this millisecond, or of the base's where that is later
   * @param writer who writes it; no other draft may have the same
   */
  public static Draft after(Head base, Instant now, String writer) {
    Instant millis = now.truncatedTo(ChronoUnit.MILLIS);
    Instant at = millis.isBefore(base.at()) ? base.at() : millis;
    return new Draft(base, at, writer, TreePVector.empty(), 0);
  }

  /** This draft and one more row. */
  public Draft plus(Entry entry) {
    Committed row = Chain.link(head(), at, writer, entry);
    long more = (long) entry.body().length() + entry.entity().length() + entry.actor().length();
    return new Draft(base, at, writer, rows.plus(row), chars + more);
  }

  /** Where it wants to stand. */
  public Head base() {
    return base;
  }

  /** The time of its rows. */
  public Instant at() {
    return at;
  }

  /** Its rows, in order. */
  public List<Committed> rows() {
    return rows;
  }

  /** The log's last row once it is in. */
  public Head head() {
    return rows.isEmpty() ? base : Head.at(last());
  }

  /** Its last row; it must have one. */
  Committed last() {
    return rows.get(rows.size() - 1);
  }

  /** About how much text it has, in characters. */
  long chars() {
    return chars;
  }
}
