/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoSettingsTest {

  @Test
  void of_nothingSet_listsEveryProblem() {
    assertThatThrownBy(() -> DemoSettings.of(Map.of("AIOPS_AGENT_JAR", "/no/agent.jar")))
        .hasMessageContaining("AIOPS_AGENT_JAR names nothing that is there: '/no/agent.jar'")
        .hasMessageContaining("AIOPS_DEMO_APP")
        .hasMessageContaining("AIOPS_CLICKHOUSE_URL is not set")
        .hasMessageContaining("./aiops demo sets all this");
  }

  @ParameterizedTest
  @CsvSource({
    "PATH, false",
    "AIOPS_CLICKHOUSE_URL, false",
    "AIOPS_SPOOL_DIR, false",
    "AIOPS_CONTROL_URL, false",
    "AIOPS_CONTROL_TOKEN_FILE, false",
    "AIOPS_OPERATOR_TOKEN_FILE, true",
    "AIOPS_ENABLED, true",
    "OTEL_TRACES_SAMPLER, true",
    "JAVA_TOOL_OPTIONS, true"
  })
  void withheld_whatWouldMakeTheDemoAnother(String variable, boolean withheld) {
    assertThat(DemoSettings.withheld(variable)).isEqualTo(withheld);
  }
}
