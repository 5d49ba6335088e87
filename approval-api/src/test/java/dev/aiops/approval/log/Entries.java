/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import dev.aiops.approval.log.Entry.Amounts;
import java.time.Instant;
import java.time.LocalDate;

/** Entries and rows for tests. */
final class Entries {

  static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123Z");
  static final Amounts AMOUNTS =
      new Amounts("team-a", LocalDate.of(2026, 11, 24), 5_000_000_000L, 1_200_000_001L, 300L);

  private Entries() {}

  /** An entry without money. */
  static Entry plain(String entity) {
    return new Entry("approval_requested", entity, "PENDING", null, "system", "{\"n\": 1}");
  }

  /** An entry with money and text that is hard to keep. */
  static Entry rich(String entity) {
    String body = "{\"text\": \"tab\\t, nul \0, newline \n, \uD83D\uDE80 and ' \"}";
    return new Entry("lease_granted", entity, "open", AMOUNTS, "Zoë O'Neil", body);
  }

  static Draft draft(Head base, String writer, Entry... entries) {
    Draft draft = Draft.after(base, NOON, writer);
    for (Entry entry : entries) {
      draft = draft.plus(entry);
    }
    return draft;
  }
}
