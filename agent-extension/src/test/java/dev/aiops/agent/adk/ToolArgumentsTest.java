/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.javaagent.aiops.approval.FrozenArguments;
import io.opentelemetry.javaagent.aiops.approval.UnreadableArgumentsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolArgumentsTest {

  @Test
  void approved_runsWithACopyOfWhatWasShown() throws Exception {
    List<Object> items = new ArrayList<>(List.of("bed"));
    Map<String, Object> given = new HashMap<>(Map.of("city", "Bern", "items", items));
    given.put("note", null);
    ToolArguments arguments = new ToolArguments(given);
    FrozenArguments shown = arguments.freeze();
    items.add("table");
    given.put("city", "Rome");
    Map<String, Object> expected = new HashMap<>(Map.of("city", "Bern", "items", List.of("bed")));
    expected.put("note", null);
    assertThat(arguments.values(shown)).isEqualTo(expected);
  }

  @Test
  void edited_wholeNumbersAreAsTheLibraryReadsThem() throws Exception {
    ToolArguments arguments = new ToolArguments(Map.of("euros", 5, "rate", 0.5));
    arguments.freeze();
    FrozenArguments edited =
        FrozenArguments.of(
            Map.of("euros", 4.0, "rate", 0.25, "items", List.of(Map.of("n", 2.0)), "many", 3e9));
    assertThat(arguments.values(edited))
        .isEqualTo(Map.of("euros", 4, "rate", 0.25, "items", List.of(Map.of("n", 2)), "many", 3e9));
  }

  @Test
  void object_thatIsNotOfJson_cannotBeRead() {
    ToolArguments arguments = new ToolArguments(Map.of("who", new Thread()));
    assertThatThrownBy(arguments::freeze)
        .isInstanceOf(UnreadableArgumentsException.class)
        .hasMessageContaining("java.lang.Thread is not of JSON");
  }

  @Test
  void noArguments_areAnEmptyObject() throws Exception {
    ToolArguments arguments = new ToolArguments(null);
    assertThat(arguments.freeze().text()).isEqualTo("{}");
  }

  @Test
  void neverRead_runsWithNothing() {
    assertThatThrownBy(() -> new ToolArguments(Map.of()).values(FrozenArguments.of(Map.of())))
        .isInstanceOf(UnreadableArgumentsException.class);
  }
}
