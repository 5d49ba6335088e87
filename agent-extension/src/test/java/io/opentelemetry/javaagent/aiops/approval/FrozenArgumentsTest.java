/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrozenArgumentsTest {

  /** RFC 8785, section 3.2.2. */
  @Test
  void read_theSampleOfTheStandard() throws Exception {
    String sample =
        """
        {
          "numbers": [333333333.33333329, 1E30, 4.50,
                      2e-3, 0.000000000000000000000000001],
          "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
          "literals": [null, true, false]
        }
        """;
    assertThat(FrozenArguments.read(sample).text())
        .isEqualTo(
            "{\"literals\":[null,true,false],"
                + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  /** RFC 8785, section 3.2.3. */
  @Test
  void read_namesAreSortedByTheirUtf16Units() throws Exception {
    String sample =
        """
        {
          "\\u20ac": "Euro Sign",
          "\\r": "Carriage Return",
          "\\ufb33": "Hebrew Letter Dalet With Dagesh",
          "1": "One",
          "\\ud83d\\ude00": "Emoji: Grinning Face",
          "\\u0080": "Control",
          "\\u00f6": "Latin Small Letter O With Diaeresis"
        }
        """;
    assertThat(FrozenArguments.read(sample).text().replaceAll("\"[^\"]*\":", ""))
        .isEqualTo(
            "{\"Carriage Return\",\"One\",\"Control\",\"Latin Small Letter O With Diaeresis\","
                + "\"Euro Sign\",\"Emoji: Grinning Face\",\"Hebrew Letter Dalet With Dagesh\"}");
  }

  /** Names whose hashes are in another order than they are. */
  @Test
  void values_membersAreInTheOrderOfTheText_nestedOnesToo() throws Exception {
    FrozenArguments frozen =
        FrozenArguments.read(
            "{\"weight\":1,\"id\":{\"tags\":[{\"zip\":1,\"city\":2}],\"count\":3}}");

    assertThat(frozen.values())
        .hasToString("{id={count=3.0, tags=[{city=2.0, zip=1.0}]}, weight=1.0}");
  }

  @Test
  void read_noText_isAnEmptyObject() throws Exception {
    assertThat(FrozenArguments.read("  ").text()).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"amount\":1,\"amount\":900}",
        "{\"a\":{\"b\":1,\"\\u0062\":2}}",
        "{\"amount\":NaN}",
        "{\"amount\":-Infinity}",
        "{\"amount\":1e400}",
        "{\"amount\":9007199254740993}",
        "{\"amount\":-9007199254740993}",
        "{\"amount\":1e20}",
        "{\"amount\":12345678901234567890.5}",
        "[1]",
        "\"text\"",
        "7",
        "null",
        "{\"a\":1} {\"a\":2}",
        "{\"a\":1",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":1,}",
        "{\"a\":\"\\ud800\"}",
        "{\"\\udc00\":1}",
        "{\"a\":1} // refund"
      })
  void read_whatHasNoOneMeaning_isUnreadable(String json) {
    assertThatThrownBy(() -> FrozenArguments.read(json))
        .isInstanceOf(UnreadableArgumentsException.class);
  }

  @Test
  void read_depth_upTo64() throws Exception {
    FrozenArguments.read(nested(64));
    assertThatThrownBy(() -> FrozenArguments.read(nested(65)))
        .isInstanceOf(UnreadableArgumentsException.class)
        .hasMessageContaining("64");
    assertThatThrownBy(() -> FrozenArguments.read(nested(20_000)))
        .isInstanceOf(UnreadableArgumentsException.class);
  }

  private static String nested(int depth) {
    return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
  }

  @Test
  void read_size_upTo64KiB() throws Exception {
    String frame = "{\"a\":\"\"}";
    String most = "{\"a\":\"" + "x".repeat((64 << 10) - frame.length()) + "\"}";
    assertThat(FrozenArguments.read(most).text()).isEqualTo(most);
    assertThatThrownBy(() -> FrozenArguments.read(most.replace("\"a\"", "\"ab\"")))
        .isInstanceOf(UnreadableArgumentsException.class)
        .hasMessageContaining("65536 bytes");
    String wide = "{\"a\":\"" + "\u20ac".repeat(30_000) + "\"}";
    assertThatThrownBy(() -> FrozenArguments.read(wide))
        .isInstanceOf(UnreadableArgumentsException.class);
  }

  @Test
  void read_itsOwnForm_changesNothing_whateverOrderAndSpaces() throws Exception {
    Random random = new Random(20261127);
    for (int i = 0; i < 2_000; i++) {
      Map<String, Object> object = object(random, 0);
      String text = FrozenArguments.of(object).text();
      assertThat(FrozenArguments.read(text).text()).isEqualTo(text);
      assertThat(FrozenArguments.read(spaced(shuffled(object, random))).text()).isEqualTo(text);
    }
  }

  private static Map<String, Object> object(Random random, int depth) {
    Map<String, Object> object = new TreeMap<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      object.put(text(random), value(random, depth));
    }
    return object;
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 3 ? 4 : 6)) {
      case 0 -> text(random);
      case 1 -> (double) random.nextInt();
      case 2 -> random.nextGaussian() * Math.pow(10, random.nextInt(12) - 14);
      case 3 -> random.nextBoolean();
      case 4 -> List.of(value(random, depth + 1), value(random, depth + 1));
      default -> object(random, depth + 1);
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      int c = random.nextInt(0x11000);
      text.appendCodePoint(c >= 0xd800 && c < 0xe000 ? 'x' : c);
    }
    return text.toString();
  }

  private static Map<String, Object> shuffled(Map<String, Object> object, Random random) {
    List<String> names = new ArrayList<>(object.keySet());
    Collections.shuffle(names, random);
    Map<String, Object> shuffled = new LinkedHashMap<>();
    names.forEach(name -> shuffled.put(name, object.get(name)));
    return shuffled;
  }

  /** As another program may write it: spaces, every character escaped, plain decimals. */
  private static String spaced(Object value) {
    if (value instanceof Map<?, ?> object) {
      List<String> members = new ArrayList<>();
      object.forEach((name, of) -> members.add(spaced(name) + "\t: " + spaced(of)));
      return "{ " + String.join(" ,\n", members) + "}";
    } else if (value instanceof List<?> list) {
      return "[ "
          + String.join(" , ", list.stream().map(FrozenArgumentsTest::spaced).toList())
          + "]";
    } else if (value instanceof String text) {
      StringBuilder escaped = new StringBuilder("\"");
      text.chars().forEach(c -> escaped.append(String.format("\\u%04X", c)));
      return escaped.append('"').toString();
    }
    return value instanceof Double number
        ? new java.math.BigDecimal(number).toPlainString()
        : String.valueOf(value);
  }
}
