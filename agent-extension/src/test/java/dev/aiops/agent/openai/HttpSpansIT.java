/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppSpan;
import dev.aiops.agent.CaseSpans;
import dev.aiops.agent.openai.WireProvider.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upstream's HTTP client spans below model calls, for those who want them. */
class HttpSpansIT {

  @Test
  void wanted_areBelowTheCall_andGoToTheServer(@TempDir Path folder) throws Exception {
    try (WireProvider provider = WireProvider.start()) {
      provider.script("chat", Reply.json(200, Answers.chat("Hello")));
      AgentJvm.Outcome outcome =
          provider.run(folder, Map.of("aiops.model.http.spans", "true"), "chat");

      AppSpan call = CaseSpans.of(outcome, "chat").call();
      List<AppSpan> below =
          outcome.spans().stream().filter(span -> span.parentId().equals(call.id())).toList();
      assertThat(below).hasSize(1);
      assertThat(below.get(0).kind()).isEqualTo("Client");
      assertThat(provider.received("chat").get(0).traceparent())
          .contains(call.traceId(), below.get(0).id());
    }
  }
}
