/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A row of a view. An unknown column is an error; NULL is not. */
record Row(JsonNode json) {

  private JsonNode column(String name) {
    JsonNode value = json.get(name);
    if (value == null) throw new IllegalArgumentException("no column " + name + " in " + json);
    return value;
  }

  boolean isNull(String name) {
    return column(name).isNull();
  }

  String text(String name) {
    return column(name).asText();
  }

  /** A whole number that is not NULL. */
  long number(String name) {
    if (!column(name).isIntegralNumber()) throw new AssertionError(name + " of " + json);
    return column(name).longValue();
  }

  /** A number that may be NULL, which is -1 here. */
  long numberOrUnknown(String name) {
    return isNull(name) ? -1 : number(name);
  }

  double real(String name) {
    return column(name).doubleValue();
  }

  /** USD as whole nano-USD; an unknown cost is an error, never 0. */
  long nanoUsd(String name) {
    if (isNull(name)) throw new AssertionError(name + " is unknown in " + json);
    BigDecimal usd = column(name).decimalValue();
    return usd.movePointRight(9).longValueExact();
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    column(name).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** An attribute of a row of {@code otel_traces}; empty where there is none. */
  String attribute(String name) {
    return column("SpanAttributes").path(name).asText("");
  }
}
