/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.springai;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.springai.ToolIds.Asked;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolIdsTest {

  @Test
  void take_isTheCallWithTheseArguments_elseTheFirstOfThatName_eachOnce() {
    Context context =
        ToolIds.in(
            Context.root(),
            List.of(
                new Asked("1", "weather", "{\"city\":\"Rome\"}"),
                new Asked("2", "weather", "{\"city\":\"Oslo\"}"),
                new Asked("3", "clock", "")));

    assertThat(ToolIds.take(context, "weather", "{\"city\":\"Oslo\"}")).isEqualTo("2");
    assertThat(ToolIds.take(context, "weather", "{\"city\":\"Bern\"}")).isEqualTo("1");
    assertThat(ToolIds.take(context, "clock", "{}")).isEqualTo("3");
    assertThat(ToolIds.take(context, "clock", "{}")).isNull();
    assertThat(ToolIds.take(Context.root(), "clock", "{}")).isNull();
  }
}
