/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.stream.Collectors;

/** JSON on the wire. A field too many, too few, null, twice or of another type is refused. */
final class Wire {

  /** Of a component that older callers do not send: it is null of JSON then. */
  static final String ABSENT = "absent";

  private static final int DEEPEST = 8;
  private static final String PROBLEM = "problem: ";

  /** Arguments of 64 levels, in what is said of them. */
  private static final int DEEPEST_OF_ALL = 68;

  private static final JsonMapper MAPPER = mapper(DEEPEST);

  private static final JsonMapper DEEP =
      mapper(DEEPEST_OF_ALL)
          .rebuild()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static JsonMapper mapper(int deepest) {
    return JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(deepest).build())
                .build())
        .injectableValues(new InjectableValues.Std().addValue(ABSENT, NullNode.instance))
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfig(
            LogicalType.Textual,
            config ->
                config
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .build();
  }

  private Wire() {}

  static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + value, e);
    }
  }

  /** Fails with {@link Rule#MALFORMED}, naming the field. */
  static <T> T read(byte[] json, Class<T> type) {
    return reading(() -> MAPPER.readValue(json, type));
  }

  /** As {@link #read}, nested deeper and with exact numbers. */
  static <T> T readDeep(byte[] json, Class<T> type) {
    return reading(() -> DEEP.readValue(json, type));
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  private static <T> T reading(Reading<T> reading) {
    try {
      return reading.read();
    } catch (JsonMappingException e) {
      throw new RefusedException(Rule.MALFORMED, place(e) + said(e.getOriginalMessage()));
    } catch (JsonProcessingException e) {
      throw new RefusedException(Rule.MALFORMED, "is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new RefusedException(Rule.MALFORMED, "is not JSON: it is not UTF-8");
    }
  }

  /** Without what names our classes and settings. */
  private static String said(String message) {
    int problem = message.indexOf(PROBLEM);
    return problem < 0
        ? message.replaceFirst(" \\(index.*", "")
        : message.substring(problem + PROBLEM.length());
  }

  private static String place(JsonMappingException e) {
    String path =
        e.getPath().stream()
            .map(at -> at.getFieldName() == null ? "[" + at.getIndex() + "]" : at.getFieldName())
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "" : path + ": ";
  }
}
