/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppSpan;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upstream's spans of the AWS SDK, for those who want them and for calls that we do not hook. */
@Tag("long")
class BedrockSpansIT {

  @TempDir private Path folder;
  private final BedrockProvider provider = BedrockProvider.start();

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void switchedOff_isUngoverned() throws Exception {
    AgentJvm.Outcome outcome =
        new BedrockRuns(folder, provider)
            .run("converse", Map.of("otel.instrumentation.bedrock.enabled", "false"));
    assertThat(outcome.result("converse")).isEqualTo("Hello");
    assertThat(outcome.spans())
        .singleElement()
        .satisfies(span -> assertThat(span.name()).isEqualTo("BedrockRuntime.Converse"))
        .satisfies(span -> assertThat(span.attribute("aiops.ungoverned")).isEqualTo(true));
  }

  @Test
  void upstreamsSpans_whereWanted_areBelowTheCall() throws Exception {
    AgentJvm.Outcome outcome =
        new BedrockRuns(folder, provider).run("converse", Map.of("aiops.model.http.spans", "true"));
    AppSpan call = BedrockRuns.call(outcome, "converse");
    assertThat(outcome.spans())
        .filteredOn(span -> span.parentId().equals(call.id()))
        .extracting(AppSpan::name)
        .containsExactly("BedrockRuntime.Converse");
    assertThat(outcome.spans()).noneMatch(span -> span.attribute("aiops.ungoverned") != null);
  }
}
