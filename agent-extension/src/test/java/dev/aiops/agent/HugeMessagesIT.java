/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.agent.openai.Answers;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import java.util.Collections;
import org.example.huge.HugeApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Fifty megabytes, asked, told or streamed: the app gets all of it, the log a beginning. */
@ExtendWith(ClickHouseExtension.class)
class HugeMessagesIT {

  private static final int CHARS = 50_000_000;
  private static final int PIECE = 1_000_000;

  /** Jackson, in the app, reads no longer text. */
  private static final int LONGEST_TEXT = 19_000_000;

  @Test
  void hugeMessages_areWholeForTheApp_andCutInTheLog(@TempDir Path folder, TestDatabase database)
      throws Exception {
    try (WireProvider provider = WireProvider.start()) {
      String[] pieces =
          Collections.nCopies(CHARS / PIECE, "x".repeat(PIECE)).toArray(new String[0]);
      provider
          .script("openai-asks", Reply.json(200, Answers.chat("Hello")))
          .script("openai-streams", Answers.stream(pieces))
          .script("langchain4j-asks", Reply.json(200, Answers.chat("Hello")))
          .script("langchain4j-told", Reply.json(200, hugeAnswer()))
          .script("langchain4j-streams", Answers.stream(pieces));

      AppJvm.Outcome outcome =
          AppJvm.withAgent(folder)
              .option("-Xmx1500m")
              .set("aiops.capture.messages", "true")
              .to(database.ingest())
              .run(HugeApp.class, "http://127.0.0.1:" + provider.port());

      assertThat(outcome.printed())
          .containsExactly(
              "openai-asks -> 5",
              "openai-streams -> " + CHARS,
              "langchain4j-asks -> 5",
              "langchain4j-told -> " + LONGEST_TEXT,
              "langchain4j-streams -> " + CHARS,
              "done");
      assertThat(outcome.warnings()).isEmpty();
    }
    assertThat(
            database.ask(
                "SELECT SpanAttributes['gen_ai.request.model'], SpanAttributes['aiops.call.outcome']"
                    + " FROM otel_traces WHERE SpanAttributes['gen_ai.request.model'] != ''"
                    + " ORDER BY 1"))
        .isEqualTo(
            """
            langchain4j-asks\tok
            langchain4j-streams\tok
            langchain4j-told\tok
            openai-asks\tok
            openai-streams\tok""");
    assertThat(
            database.ask(
                "SELECT countIf(Truncated), max(length(Content)) BETWEEN 8192 AND 8300"
                    + " FROM message_content"))
        .isEqualTo("5\t1");
    assertThat(database.ask("SELECT max(length(Input)), max(length(Output)) FROM run_events"))
        .matches("82\\d\\d\t82\\d\\d");
  }

  private static String hugeAnswer() {
    String rest = ",\"padding\":[\"%s\",\"%s\"]," + Answers.USAGE;
    String half = "x".repeat((CHARS - LONGEST_TEXT) / 2);
    return Answers.chat("x".repeat(LONGEST_TEXT), rest.formatted(half, half));
  }
}
