/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ActionTest {

  @Test
  void hash_isOfTheCanonicalJsonOfTheContract() throws Exception {
    // printf '%s' '{"agent":"desk","arguments":{"amount":250,"order":"A-17"},"definition":"",
    // "environment":"prod","service":"shop","tool":"refund","v":1}' | sha256sum
    assertThat(refund("{\"order\":\"A-17\", \"amount\":2.5e2}").hash())
        .isEqualTo("e4e94763fd58a99216dbd6fed460d661eb168f8f5b8794c54f4e5ff7008bac37");
  }

  @Test
  void hash_everyPartOfTheActionCounts() throws Exception {
    FrozenArguments arguments = FrozenArguments.read("{\"amount\":1}");
    List<Action> all =
        List.of(
            new Action("s", "e", "a", "t", "d", arguments),
            new Action("S", "e", "a", "t", "d", arguments),
            new Action("s", "E", "a", "t", "d", arguments),
            new Action("s", "e", "A", "t", "d", arguments),
            new Action("s", "e", "a", "T", "d", arguments),
            new Action("s", "e", "a", "t", "D", arguments),
            new Action("s", "e", "a", "t", "d", FrozenArguments.read("{\"amount\":2}")),
            new Action("s\",\"tool\":\"t", "e", "a", "", "d", arguments));
    Set<String> hashes = all.stream().map(ActionTest::hash).collect(Collectors.toSet());
    assertThat(hashes).hasSize(all.size());
  }

  @Test
  void hash_aNameWithoutUtf8_isUnreadable() throws Exception {
    Action action = new Action("s", "e", "a", "\ud800", "", FrozenArguments.read("{}"));
    assertThatThrownBy(action::hash).isInstanceOf(UnreadableArgumentsException.class);
  }

  private static String hash(Action action) {
    try {
      return action.hash();
    } catch (UnreadableArgumentsException e) {
      throw new AssertionError(e);
    }
  }

  private static Action refund(String arguments) throws UnreadableArgumentsException {
    return new Action("shop", "prod", "desk", "refund", "", FrozenArguments.read(arguments));
  }
}
