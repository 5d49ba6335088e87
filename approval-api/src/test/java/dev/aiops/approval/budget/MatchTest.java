/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchTest {

  @ParameterizedTest
  @CsvSource({
    "chat,chat,true",
    "chat,Chat,false",
    "chat,chat-2,false",
    "chat*,chat-2,true",
    "*-live,shop-live,true",
    "*-live,shop-live-2,false",
    "gpt-?,gpt-5,true",
    "gpt-?,gpt-51,false",
    "*a*b*,xxaxxbxx,true",
    "*a*b*,xxbxxaxx,false",
    "*,'',true",
    "?,'',false",
    "a.c,abc,false"
  })
  void glob_standsForTheWholeName(String pattern, String name, boolean matches) {
    assertThat(new Glob(pattern).matches(name)).isEqualTo(matches);
  }

  @Test
  void hostilePattern_takesNoTime() {
    assertThat(new Glob("*a".repeat(100)).matches("a".repeat(99) + "b".repeat(100_000))).isFalse();
  }

  @Test
  void everyDimension_mustMatchOneOfItsPatterns() {
    Match match =
        new Match(
            List.of(new Glob("a"), new Glob("b")),
            List.of(),
            List.of(new Glob("red")),
            List.of(),
            List.of(),
            List.of());
    assertThat(match.covers(new Caller("b", "x", "red", "", "", ""))).isTrue();
    assertThat(match.covers(new Caller("c", "x", "red", "", "", ""))).isFalse();
    assertThat(match.covers(new Caller("b", "x", "", "", "", ""))).isFalse();
  }
}
