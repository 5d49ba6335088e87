/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import java.time.Instant;
import java.util.Comparator;

/** An approval's place in a list that is ordered by time. */
public record Place(Instant at, String id) implements Comparable<Place> {

  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::at).thenComparing(Place::id);

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
