/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonPushTest {

  private enum Field implements JsonField {
    A("a"),
    DEEP("o.list[].x"),
    ELEMENT("list[]"),
    OBJECT("o");

    private final String path;

    Field(String path) {
      this.path = path;
    }

    @Override
    public List<String> paths() {
      return List.of(path);
    }

    @Override
    public int keep() {
      return 1000;
    }
  }

  private static final JsonShape<Field> SHAPE = JsonShape.of(Field.class);

  private final List<String> seen = new ArrayList<>();
  private final JsonPush<Field> json = new JsonPush<>(SHAPE, this::note);

  private void note(Field field, JsonToken token) {
    String value =
        switch (token.kind()) {
          case STRING -> '"' + token.text() + '"';
          case NUMBER -> String.valueOf(token.asDouble());
          default -> token.kind().toString();
        };
    seen.add(field + "=" + value + "@" + token.start() + "-" + token.end());
  }

  private void feed(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    json.feed(bytes, 0, bytes.length);
  }

  @Test
  void feed_valuesOfTheShape_areReportedWithTheirPlace() {
    feed("{\"a\":\"x\",\"o\":{\"list\":[{\"x\":1.5},{\"y\":2,\"x\":null}]},\"list\":[true,[]]}");

    assertThat(seen)
        .containsExactly(
            "A=\"x\"@5-8",
            "DEEP=1.5@27-30",
            "DEEP=NULL@43-47",
            "OBJECT=OBJECT@13-50",
            "ELEMENT=TRUE@59-63",
            "ELEMENT=ARRAY@64-66");
    assertThat(json.complete()).isTrue();
  }

  @Test
  void feed_anySplitOfRandomDocuments_readsWhatJacksonWrote() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      StringWriter text = new StringWriter();
      List<String> expected = new ArrayList<>();
      try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
        generator.setHighestNonEscapedChar(random.nextBoolean() ? 127 : 0);
        write(generator, random, expected);
      }
      List<String> read = new ArrayList<>();
      JsonPush<Field> push =
          new JsonPush<>(
              SHAPE,
              (field, token) -> {
                if (field == Field.A) {
                  read.add(token.text());
                  assertThat(token.chars())
                      .isEqualTo(
                          text.toString().contains("\\u")
                              ? token.text().length()
                              : token.text().codePointCount(0, token.text().length()));
                }
              });
      byte[] bytes = text.toString().getBytes(UTF_8);
      for (int at = 0; at < bytes.length; ) {
        int next = Math.min(bytes.length, at + 1 + random.nextInt(7));
        push.feed(bytes, at, next);
        at = next;
      }
      assertThat(push.complete()).as(text.toString()).isTrue();
      assertThat(read).as(text.toString()).isEqualTo(expected);
    }
  }

  private static void write(JsonGenerator json, Random random, List<String> expected)
      throws Exception {
    json.writeStartObject();
    json.writeFieldName("noise");
    noise(json, random, 4);
    if (random.nextBoolean()) {
      String value = string(random);
      expected.add(value);
      json.writeStringField("a", value);
    }
    json.writeFieldName("list");
    noise(json, random, 3);
    json.writeEndObject();
  }

  private static void noise(JsonGenerator json, Random random, int depth) throws Exception {
    switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> json.writeNull();
      case 1 -> json.writeNumber(random.nextGaussian() * 1e9);
      case 2 -> json.writeBoolean(random.nextBoolean());
      case 3 -> json.writeString(string(random));
      case 4 -> {
        json.writeStartArray();
        for (int i = random.nextInt(4); i > 0; i--) {
          noise(json, random, depth - 1);
        }
        json.writeEndArray();
      }
      default -> {
        json.writeStartObject();
        for (int i = random.nextInt(4); i > 0; i--) {
          json.writeFieldName(string(random));
          noise(json, random, depth - 1);
        }
        json.writeEndObject();
      }
    }
  }

  private static String string(Random random) {
    String[] parts = {
      "a", "\"", "\\", "\n", "ü", "語", "\uD83D\uDE00", "{", "]", ":", " ", "\u0001"
    };
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    // a lone control character needs an escape, which would make every document an escaped one
    return text.toString().replace("\u0001", "");
  }

  @Test
  void feed_brokenDocuments_areToldFromUnfinishedOnes() {
    for (String broken : List.of("{]", "[1,}", "nul1", "{\"a\" 1}", "{a:1}", "<html>", "{,}")) {
      json.reset();
      feed(broken);
      assertThat(json.broken()).as(broken).isTrue();
    }
    for (String unfinished : List.of("{\"a\":", "[1", "tru", "\"abc", "{\"a\":\"\\")) {
      json.reset();
      feed(unfinished);
      assertThat(json.broken() || json.complete()).as(unfinished).isFalse();
    }
  }

  @Test
  void feed_bytesThatAreNoUtf8_becomeReplacementCharacters() {
    byte[] bytes = {'{', '"', 'a', '"', ':', '"', 'x', (byte) 0xFF, 'y', '"', '}'};
    json.feed(bytes, 0, bytes.length);

    assertThat(seen).containsExactly("A=\"x\uFFFDy\"@5-10");
    assertThat(json.complete()).isTrue();
  }

  @Test
  void feed_longString_keepsItsBeginningAndCountsTheRest() {
    long[] chars = new long[1];
    String[] kept = new String[1];
    JsonPush<Field> push =
        new JsonPush<>(
            SHAPE,
            (field, token) -> {
              chars[0] = token.chars();
              kept[0] = token.text();
            });
    push.feed("{\"a\":\"".getBytes(UTF_8), 0, 6);
    byte[] piece = "é".repeat(5_000).getBytes(UTF_8);
    for (int i = 0; i < 1_000; i++) {
      push.feed(piece, 0, piece.length);
    }
    push.feed("\"}".getBytes(UTF_8), 0, 2);

    assertThat(chars[0]).isEqualTo(5_000_000);
    assertThat(kept[0]).isEqualTo("é".repeat(500));
  }

  @Test
  void feed_absurdNesting_isBroken() {
    feed("[".repeat(1_001));

    assertThat(json.broken()).isTrue();
  }
}
