/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdsTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void next_isUuidOfVersion7() {
    UUID id = UUID.fromString(new RunIds(() -> NOON).next());

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
  }

  @Test
  void next_sortsByTime() {
    String earlier = RunIds.of(NOON.toEpochMilli(), new Random(1));
    String later = RunIds.of(NOON.toEpochMilli() + 1, new Random(2));

    assertThat(earlier).isLessThan(later);
  }

  @Test
  void next_doesNotRepeat() {
    RunIds ids = new RunIds(() -> NOON);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      seen.add(ids.next());
    }

    assertThat(seen).hasSize(10_000);
  }

  @Test
  void valid_ownId() {
    assertThat(RunIds.valid(new RunIds(() -> NOON).next())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5",
        "0193a1b2-c3d4-4e5f-8a9b-0c1d2e3f4a5b",
        "0193A1B2-c3d4-7e5f-8a9b-0c1d2e3f4a5b",
        "0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a'b",
        "0193a1b2xc3d4-7e5f-8a9b-0c1d2e3f4a5b"
      })
  void valid_anythingElse(String text) {
    assertThat(RunIds.valid(text)).isFalse();
  }
}
