/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.JsonValue;
import com.anthropic.models.beta.messages.BetaToolUseBlockParam;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ToolUseTest {

  private static BetaToolUseBlockParam use(String name) {
    return BetaToolUseBlockParam.builder()
        .id("toolu_1")
        .name(name)
        .input(
            BetaToolUseBlockParam.Input.builder()
                .putAdditionalProperty("order", JsonValue.from("A-17"))
                .build())
        .build();
  }

  private static ToolUse of(Object... arguments) {
    return ToolUse.of(arguments);
  }

  @Test
  void of_aToolThatMayBeUsed_runs() {
    assertThat(of(use("refund"), Map.of("refund", "it"), Set.of("refund")).tool()).isEqualTo("it");
  }

  @Test
  void of_aToolThatTheAppTookAway_runsNothing() {
    assertThat(of(use("refund"), Map.of("refund", "it"), Set.of("other")).tool()).isNull();
    assertThat(of(use("refund"), Map.of("other", "it"), Set.of("refund")).tool()).isNull();
  }

  @Test
  void of_olderVersions_theFirstOfItsNameRuns() {
    assertThat(of(use("refund"), Map.of("refund", List.of("it"))).tool()).isEqualTo("it");
    assertThat(of(use("refund"), Map.of()).tool()).isNull();
  }

  @Test
  void of_theMemoryTool_runsByItsName() {
    ToolUse memory = of(use("memory"), Map.of(), Set.of());
    assertThat(memory.tool()).isNotNull();
    assertThat(memory.type()).isEqualTo("function");
    assertThat(memory.definition()).as("nobody can tell").isEmpty();
  }

  @Test
  void arguments_areTheModelsJson() {
    assertThat(of(use("refund"), Map.of()).arguments()).isEqualTo("{\"order\":\"A-17\"}");
  }
}
