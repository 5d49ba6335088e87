/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import org.junit.jupiter.api.Test;

class RunTraceStateTest {

  private static final String ID = "0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";
  private static final String OTHER = "0193a1b2-c3d4-7e5f-8a9b-000000000000";

  @Test
  void with_keepsOthersBehind() {
    TraceState state = TraceState.builder().put("old", "1").put("new", "2").build();

    assertThat(RunTraceState.with(state, ID).asMap().entrySet())
        .extracting(Object::toString)
        .containsExactly("aiops=" + ID, "new=2", "old=1");
  }

  @Test
  void with_sameRun_isSameState() {
    TraceState state = RunTraceState.of(ID);

    assertThat(RunTraceState.with(state, ID)).isSameAs(state);
  }

  @Test
  void with_otherRun_replacesIt() {
    TraceState state = TraceState.builder().put("aiops", OTHER).put("x", "1").build();

    assertThat(RunTraceState.with(state, ID).asMap()).hasSize(2).containsEntry("aiops", ID);
  }

  @Test
  void with_thirtyTwoEntries_dropsTheOldest() {
    TraceStateBuilder full = TraceState.builder();
    for (int i = 0; i < 32; i++) {
      full.put("k" + i, "v");
    }

    TraceState state = RunTraceState.with(full.build(), ID);

    assertThat(state.size()).isEqualTo(32);
    assertThat(state.get("aiops")).isEqualTo(ID);
    assertThat(state.get("k0")).isNull();
    assertThat(state.get("k31")).isEqualTo("v");
  }

  @Test
  void with_over512Characters_dropsLongEntriesFirst() {
    TraceState crowded =
        TraceState.builder()
            .put("oldest", "v".repeat(100))
            .put("long", "v".repeat(200))
            .put("newest", "v".repeat(200))
            .build();

    TraceState state = RunTraceState.with(crowded, ID);

    assertThat(state.asMap()).containsOnlyKeys("aiops", "newest", "oldest");
  }

  @Test
  void with_over512CharactersOfShortEntries_dropsTheOldest() {
    TraceStateBuilder crowded = TraceState.builder();
    for (int i = 0; i < 8; i++) {
      crowded.put("k" + i, "v".repeat(90));
    }

    TraceState state = RunTraceState.with(crowded.build(), ID);

    assertThat(state.asMap()).containsOnlyKeys("aiops", "k7", "k6", "k5", "k4");
  }

  @Test
  void runId_notOurs_isNull() {
    assertThat(RunTraceState.runId(TraceState.builder().put("aiops", "1' OR 1=1").build()))
        .isNull();
    assertThat(RunTraceState.runId(TraceState.getDefault())).isNull();
    assertThat(RunTraceState.runId(RunTraceState.of(ID))).isEqualTo(ID);
  }
}
