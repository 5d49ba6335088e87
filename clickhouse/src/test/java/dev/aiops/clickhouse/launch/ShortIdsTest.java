/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShortIdsTest {

  private static final String ONE = "01a218f2-3363-76de-b739-80f57711c383";
  private static final String SAME_MILLISECOND = "01a218f2-3363-71f8-b5b7-1c483845cc33";
  private static final String SAME_END = "01a218f2-9999-71f8-b5b7-1c487711c383";

  @Test
  void of_idsOfOneMillisecond_areToldApartByTheirEnds() {
    ShortIds ids = ShortIds.of(List.of(ONE, SAME_MILLISECOND, ONE));
    assertThat(ids.of(ONE)).isEqualTo("7711c383");
    assertThat(ids.of(SAME_MILLISECOND)).isEqualTo("3845cc33");
  }

  @Test
  void of_idsThatEndAlike_areLonger() {
    ShortIds ids = ShortIds.of(List.of(ONE, SAME_END));
    assertThat(ids.of(ONE)).isEqualTo("57711c383").isNotEqualTo(ids.of(SAME_END));
  }

  @Test
  void of_shortId_isItself() {
    assertThat(ShortIds.of(List.of("r1")).of("r1")).isEqualTo("r1");
  }
}
