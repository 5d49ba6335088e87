/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Expected values are those of Go's pdata {@code Value.AsString}. */
class AttributeTextTest {

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of("as it is <&>", "as it is <&>"),
        Arguments.of(true, "true"),
        Arguments.of(-42L, "-42"),
        Arguments.of(1.0, "1"),
        Arguments.of(0.0, "0"),
        Arguments.of(-0.0, "-0"),
        Arguments.of(0.7, "0.7"),
        Arguments.of(-1.5e-3, "-0.0015"),
        Arguments.of(0.000001, "0.000001"),
        Arguments.of(0.0000001, "1e-7"),
        Arguments.of(1.25e-10, "1.25e-10"),
        Arguments.of(123456789012345680000.0, "123456789012345680000"),
        Arguments.of(1e21, "1e+21"),
        Arguments.of(-1.5e300, "-1.5e+300"),
        Arguments.of(Double.NaN, "json: unsupported value: NaN"),
        Arguments.of(Double.NEGATIVE_INFINITY, "json: unsupported value: -Inf"),
        Arguments.of(List.of("stop"), "[\"stop\"]"),
        Arguments.of(List.of(), "[]"),
        Arguments.of(
            List.of("a\"b\\", "\n\t\u0001", "<&>\u2028é"),
            "[\"a\\\"b\\\\\",\"\\n\\t\\u0001\",\"\\u003c\\u0026\\u003e\\u2028é\"]"),
        Arguments.of(List.of(1L, -2L), "[1,-2]"),
        Arguments.of(List.of(0.5, 2.0), "[0.5,2]"),
        Arguments.of(List.of(1.0, Double.NaN), ""),
        Arguments.of(List.of(true, false), "[true,false]"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void of_asTheCollectorWrites(Object value, String text) {
    assertThat(AttributeText.of(value)).isEqualTo(text);
  }

  @Test
  void of_nestedValue() {
    Value<?> value =
        Value.of(
            KeyValue.of("role", Value.of("user")),
            KeyValue.of("n", Value.of(Value.of(1), Value.of(1.5), Value.of(true))),
            KeyValue.of("raw", Value.of(new byte[] {1, 2, 3})),
            KeyValue.of("none", Value.empty()));

    assertThat(AttributeText.of(value))
        .isEqualTo("{\"role\":\"user\",\"n\":[1,1.5,true],\"raw\":\"AQID\",\"none\":null}");
  }

  @Test
  void of_bytesAreBase64() {
    assertThat(AttributeText.of(Value.of(new byte[] {-1, 0}))).isEqualTo("/wA=");
  }

  @Test
  void of_emptyValueIsEmptyText() {
    assertThat(AttributeText.of(Value.empty())).isEmpty();
  }
}
