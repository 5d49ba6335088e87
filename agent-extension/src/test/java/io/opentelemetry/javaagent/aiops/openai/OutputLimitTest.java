/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.pricing.CallFacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A limit is put into requests that have none. */
class OutputLimitTest {

  private static RequestReader read(String json) {
    RequestReader reader = new RequestReader();
    byte[] bytes = json.getBytes(UTF_8);
    reader.write(bytes, 0, bytes.length);
    return reader;
  }

  private static String changed(String json, Splice splice, int piece) throws IOException {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    byte[] bytes = json.getBytes(UTF_8);
    try (var out = splice.into(target)) {
      for (int at = 0; at < bytes.length; at += piece) {
        out.write(bytes, at, Math.min(piece, bytes.length - at));
      }
    }
    assertThat(target.size()).isEqualTo(bytes.length + splice.growth());
    return target.toString(UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '|',
      value = {
        "CHAT|true|{`n`:1}|{`max_completion_tokens`:99,`n`:1}",
        "CHAT|false|{`n`:1}|{`max_tokens`:99,`n`:1}",
        "CHAT|true| { }|' {`max_completion_tokens`:99 }'",
        "CHAT|true|{`max_completion_tokens`:null}|{`max_completion_tokens`:99}",
        "CHAT|false|{`max_tokens`:0,`n`:1}|{`max_tokens`:99,`n`:1}",
        "CHAT|false|{`max_tokens`:`many`}|{`max_tokens`:99}",
        "CHAT|true|{`max_tokens`:null}|{`max_completion_tokens`:99,`max_tokens`:null}",
        "CHAT|true|{`max_tokens`:-1}|{`max_completion_tokens`:99,`max_tokens`:99}",
        "CHAT|true|{`max_tokens`:5}|",
        "CHAT|false|{`max_completion_tokens`:5}|",
        "COMPLETIONS|true|{`n`:1}|{`max_tokens`:99,`n`:1}",
        "COMPLETIONS|true|{`max_tokens`:5}|",
        "RESPONSES|true|{`input`:``}|{`max_output_tokens`:99,`input`:``}",
        "RESPONSES|false|{`max_output_tokens`:null}|{`max_output_tokens`:99}",
        "RESPONSES|true|{`max_output_tokens`:5}|",
        "EMBEDDINGS|true|{`input`:``}|",
        "CHAT|true|{`n`:|",
        "CHAT|true|[]|",
      })
  void limit_isPutWhereThereIsNone(
      Endpoint endpoint, boolean openAi, String before, @Nullable String after) throws IOException {
    String json = before.replace('`', '"');
    Splice splice = read(json).outputLimit(endpoint, openAi, 99);

    if (after == null) {
      assertThat(splice).isNull();
      return;
    }
    for (int piece : new int[] {1, 2, 3, 5, 1000}) {
      String now = changed(json, Objects.requireNonNull(splice), piece);
      assertThat(now.strip()).isEqualTo(after.replace('`', '"').strip());
      assertThat(read(now).facts(endpoint))
          .isEqualTo(facts(now, endpoint).maxOutputTokens(99).build());
    }
  }

  private static CallFacts.Builder facts(String json, Endpoint endpoint) {
    int messages = endpoint == Endpoint.RESPONSES && json.contains("input") ? 1 : 0;
    return CallFacts.builder(json.getBytes(UTF_8).length).messages(messages);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '|',
      value = {
        "{`stream`:true}"
            + "|{`stream_options`:{`include_usage`:true},`max_completion_tokens`:9,`stream`:true}",
        "{`stream`:true,`stream_options`:null,`max_completion_tokens`:null}|{`stream`:true,"
            + "`stream_options`:{`include_usage`:true},`max_completion_tokens`:9}",
        "{`stream_options`:{},`stream`:true,`max_completion_tokens`:0}|{`stream_options`:"
            + "{`include_usage`:true},`stream`:true,`max_completion_tokens`:9}",
      })
  void limitAndUsageOption_arePutInAtOnce(String before, String after) throws IOException {
    String json = before.replace('`', '"');
    RequestReader reader = read(json);
    Splice usage = Objects.requireNonNull(reader.usageInjection(Endpoint.CHAT));
    Splice both = usage.and(Objects.requireNonNull(reader.outputLimit(Endpoint.CHAT, true, 9)));

    for (int piece = 1; piece <= json.length(); piece++) {
      assertThat(changed(json, both, piece)).isEqualTo(after.replace('`', '"'));
    }
  }

  @Test
  void largeLimit_isWrittenAsItIs() throws IOException {
    String json = "{\"n\":1}";
    Splice splice = read(json).outputLimit(Endpoint.CHAT, false, 10_000_000_000L);

    assertThat(changed(json, Objects.requireNonNull(splice), 4))
        .isEqualTo("{\"max_tokens\":10000000000,\"n\":1}");
  }
}
