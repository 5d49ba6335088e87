/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import static dev.aiops.approval.log.Entries.draft;
import static dev.aiops.approval.log.Entries.plain;
import static dev.aiops.approval.log.Entries.rich;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChainTest {

  /** Computed by another program from README.md; another value would break every log there is. */
  @Test
  void hash_isThatOfTheReadme() {
    assertThat(draft(Head.START, "w-1", plain("a"), rich("b")).rows())
        .extracting(Committed::hash)
        .containsExactly(
            "36e036824b13330559cce2671cd29e1bc86c43eb03371a8a4921e1a7ac1f2904",
            "5d7eebb7f99ef67a69fcdeefa68d511ec9300e27b1704237084e5ce2c675093c");
  }

  @Test
  void hash_bytesMovedToTheNextField_differs() {
    Entry one = new Entry("k", "ab", "c", null, "", "");
    Entry other = new Entry("k", "a", "bc", null, "", "");
    assertThat(draft(Head.START, "w", one).last().hash())
        .isNotEqualTo(draft(Head.START, "w", other).last().hash());
  }

  @Test
  void rows_writtenAndRead_areTheSame() {
    List<Committed> rows = draft(Head.START, "w", plain("a"), rich("x".repeat(20_000))).rows();
    assertThat(RowReader.rows(RowWriter.bytes(rows))).isEqualTo(rows);
  }

  @Test
  void entry_halfASurrogatePair_isRefused() {
    assertThatThrownBy(() -> plain("a\uD83D"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("entity has half a surrogate pair");
    assertThatThrownBy(() -> plain("\uDE80\uD83D")).isInstanceOf(IllegalArgumentException.class);
    assertThat(plain("\uD83D\uDE80").entity()).hasSize(2);
  }
}
