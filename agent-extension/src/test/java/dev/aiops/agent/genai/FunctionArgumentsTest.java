/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.javaagent.aiops.approval.FrozenArguments;
import io.opentelemetry.javaagent.aiops.approval.UnreadableArgumentsException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionArgumentsTest {

  /** Parameters have the names that the compiler gives them here: {@code arg0}. */
  static String book(Integer seats, List<String> names) {
    return seats + " for " + names;
  }

  private static Method function() throws Exception {
    return FunctionArgumentsTest.class.getDeclaredMethod("book", Integer.class, List.class);
  }

  private static String name(int parameter) throws Exception {
    return function().getParameters()[parameter].getName();
  }

  @Test
  void approvedAsGiven_runsWithTheTypesTheModelGave() throws Exception {
    List<String> names = new ArrayList<>(List.of("Ana"));
    FunctionArguments arguments =
        new FunctionArguments(function(), Map.of(name(0), 2, name(1), names));
    FrozenArguments frozen = arguments.freeze();
    names.add("Ben"); // too late

    assertThat(arguments.values(frozen)).isEqualTo(Map.of(name(0), 2, name(1), List.of("Ana")));
  }

  @Test
  void edited_runsWithTheParametersTypes() throws Exception {
    FunctionArguments arguments =
        new FunctionArguments(function(), Map.of(name(0), 2, name(1), List.of()));
    arguments.freeze();
    FrozenArguments edited = FrozenArguments.of(Map.of(name(0), 3.0, name(1), List.of("Ben")));

    assertThat(arguments.values(edited)).isEqualTo(Map.of(name(0), 3, name(1), List.of("Ben")));
  }

  @Test
  void editedToWhatItCannotBe_runsNothing() throws Exception {
    FunctionArguments arguments =
        new FunctionArguments(function(), Map.of(name(0), 2, name(1), List.of()));
    arguments.freeze();

    assertThatThrownBy(
            () -> arguments.values(FrozenArguments.of(Map.of(name(0), 2.5, name(1), List.of()))))
        .isInstanceOf(UnreadableArgumentsException.class)
        .hasMessageContaining("edited to what an java.lang.Integer cannot be");
    assertThatThrownBy(() -> arguments.values(FrozenArguments.of(Map.of(name(0), 2))))
        .isInstanceOf(UnreadableArgumentsException.class)
        .hasMessageContaining("edited to have no " + name(1));
  }
}
