/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.javaagent.aiops.approval.FrozenArguments;
import io.opentelemetry.javaagent.aiops.approval.UnreadableArgumentsException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MethodArgumentsTest {

  enum Way {
    CARD,
    CASH
  }

  record Line(String item, List<Integer> counts) {}

  interface Payments {
    void pay(String order, long cents, @Nullable Object extra);

    void split(List<Line> lines, Map<String, Way> ways);

    void exact(AbstractList<String> list);

    void edit(int count, BigDecimal amount, Way way, boolean now, @Nullable String note);
  }

  private static Method method(String name) {
    return Arrays.stream(Payments.class.getMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static MethodArguments pay(@Nullable Object extra) {
    return new MethodArguments(method("pay"), new @Nullable Object[] {"A-17", 250L, extra});
  }

  private static List<Object> shown(MethodArguments arguments) throws Exception {
    return new ArrayList<>(arguments.freeze().values().values());
  }

  @Test
  void freeze_showsEveryArgument() throws Exception {
    assertThat(shown(pay(Way.CARD))).containsExactlyInAnyOrder("A-17", 250.0, "CARD");
    assertThat(shown(pay(new BigDecimal("99.50")))).contains(99.5);
    assertThat(shown(pay(0.1f))).contains(0.1);
    assertThat(shown(pay(LocalDate.of(2026, 11, 27)))).contains("2026-11-27");
    assertThat(shown(pay(new UUID(0, 7)))).contains("00000000-0000-0000-0000-000000000007");
    assertThat(shown(pay(new Line("tea", List.of(1, 2)))))
        .contains(Map.of("item", "tea", "counts", List.of(1.0, 2.0)));
  }

  @Test
  void values_ofAnArray_areACopyOfTheSameType() throws Exception {
    long[] given = {1, 2};
    MethodArguments arguments = pay(given);
    FrozenArguments frozen = arguments.freeze();
    given[0] = 820;

    assertThat((long[]) arguments.values(frozen)[2]).containsExactly(1, 2);
    assertThat(frozen.values().values()).contains(List.of(1.0, 2.0));
  }

  @Test
  void values_areWhatWasShown_thoughTheAppChangesItsOwnAfterwards() throws Exception {
    List<Integer> counts = new ArrayList<>(List.of(1, 2));
    List<Line> lines = new ArrayList<>(List.of(new Line("tea", counts)));
    Map<String, Way> ways = new HashMap<>(Map.of("x", Way.CASH));
    MethodArguments arguments = new MethodArguments(method("split"), new Object[] {lines, ways});
    FrozenArguments frozen = arguments.freeze();
    counts.set(0, 820);
    lines.add(new Line("gold", counts));
    ways.put("y", Way.CARD);

    @Nullable Object[] values = arguments.values(frozen);
    assertThat((List<?>) values[0]).hasSize(1);
    assertThat(((Line) ((List<?>) values[0]).get(0)).counts()).containsExactly(1, 2);
    assertThat(values[1]).isEqualTo(Map.of("x", Way.CASH));
    assertThat(new MethodArguments(method("split"), values).freeze()).isEqualTo(frozen);
  }

  @Test
  void freeze_whatNobodyCanTell_isUnreadable() {
    for (Object extra :
        new Object[] {
          new AtomicLong(3),
          new Object(),
          new Thread(),
          Double.NaN,
          Float.POSITIVE_INFINITY,
          (1L << 53) + 1,
          new BigDecimal("0.1000000000000000055"),
          Map.of(new Line("a", List.of()), "b"),
          List.of(new Object())
        }) {
      assertThatThrownBy(() -> pay(extra).freeze())
          .as("%s", extra)
          .isInstanceOf(UnreadableArgumentsException.class);
    }
  }

  @Test
  void freeze_aParameterThatTakesNoCopy_isUnreadable() {
    MethodArguments arguments =
        new MethodArguments(method("exact"), new Object[] {new ArrayList<>(List.of("a"))});
    assertThatThrownBy(arguments::freeze)
        .isInstanceOf(UnreadableArgumentsException.class)
        .hasMessageContaining("cannot be copied");
  }

  @Test
  void freeze_aListInItself_isNoEndlessWork() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    assertThatThrownBy(() -> pay(list).freeze()).isInstanceOf(Throwable.class);
  }

  @Test
  void values_edited_areOfTheTypesOfTheMethod_orRefused() throws Exception {
    MethodArguments arguments =
        new MethodArguments(
            method("edit"), new Object[] {2, new BigDecimal("9.5"), Way.CARD, true, "n"});
    Map<String, @Nullable Object> json = new HashMap<>(arguments.freeze().values());
    json.replaceAll((name, value) -> edited(value));

    assertThat(arguments.values(FrozenArguments.of(json)))
        .containsExactly(3, new BigDecimal("3.0"), Way.CASH, false, null);
    for (Object wrong : new Object[] {"x", 2.5, 1e10, true, List.of(), Map.of()}) {
      Map<String, @Nullable Object> worse = new HashMap<>(json);
      worse.replaceAll((name, value) -> value instanceof Double ? wrong : value);
      assertThatThrownBy(() -> arguments.values(FrozenArguments.of(worse)))
          .as("%s", wrong)
          .isInstanceOf(UnreadableArgumentsException.class);
    }
    json.remove(json.keySet().iterator().next());
    assertThatThrownBy(() -> arguments.values(FrozenArguments.of(json)))
        .isInstanceOf(UnreadableArgumentsException.class);
  }

  private static @Nullable Object edited(@Nullable Object value) {
    return value instanceof Double
        ? (Object) 3.0
        : value instanceof Boolean ? (Object) false : "CARD".equals(value) ? "CASH" : null;
  }
}
