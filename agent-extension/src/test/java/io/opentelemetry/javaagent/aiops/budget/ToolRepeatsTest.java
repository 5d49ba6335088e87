/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.javaagent.aiops.budget.ToolRepeats.Repeated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which calls of a tool are the same call. */
class ToolRepeatsTest {

  private final ToolRepeats repeats = new ToolRepeats();

  @Test
  void most_beforeTheFirstCall_isNothing() {
    assertThat(repeats.most()).isNull();
  }

  @Test
  void most_isTheToolCalledMostOftenInTheSameWay() {
    repeats.called("lookup", "{\"id\": \"a\"}");
    repeats.called("lookup", "{\"id\": \"b\"}");
    repeats.called("refund", "{\"id\": \"a\"}");
    assertThat(repeats.most()).isEqualTo(new Repeated("lookup", 1));
    repeats.called("refund", "{\"id\": \"a\"}");
    assertThat(repeats.most()).isEqualTo(new Repeated("refund", 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1,\"b\":[true,null]}|{  \"b\" : [ true, null ], \"a\" : 1 }",
        "{\"a\":{\"x\":1,\"y\":2}}|{\"a\":{\"y\":2,\"x\":1}}",
        "{\"a\":\"\\u00e9\"}|{\"a\":\"é\"}",
        "``|``",
        "no json {|no json {",
        "1|1 ",
      })
  void arguments_thatSayTheSame_areTheSame(String one, String other) {
    repeats.called("lookup", one);
    repeats.called("lookup", other);
    assertThat(repeats.most()).isEqualTo(new Repeated("lookup", 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1}|{\"a\":\"1\"}",
        "{\"a\":null}|{\"a\":\"null\"}",
        "{\"a\":[1,2]}|{\"a\":[2,1]}",
        "{\"a\":[\"b\",\"c\"]}|{\"a\":[\"b,c\"]}",
        "{\"a\":\"b\",\"c\":\"d\"}|{\"a\":\"b,\\\"1:c\\\"1:d\"}",
        "{\"a\":1} {\"a\":1}|{\"a\":1}",
        "{}|[]",
        "{}|``",
      })
  void arguments_thatSayOtherThings_areNot(String one, String other) {
    repeats.called("lookup", one);
    repeats.called("lookup", other);
    assertThat(repeats.most()).isEqualTo(new Repeated("lookup", 1));
  }

  @Test
  void loop_amongManyOtherCalls_isStillSeen() {
    for (int i = 0; i < 4 * ToolRepeats.KEPT; i++) {
      repeats.called("lookup", "{\"id\": " + i + "}");
      if (i % 1_000 == 0) {
        repeats.called("poll", "{}");
      }
    }
    assertThat(repeats.most()).isEqualTo(new Repeated("poll", 5));
  }
}
