/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.trace;

import dev.aiops.clickhouse.read.Rows;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was recorded of messages, arguments and results of a slice's runs, by span and part. */
record Contents(Map<String, Content> byPlace) {

  /** A batch that was sent again after its reply was lost may be there twice. */
  private static final String SQL =
      """
      SELECT SpanId, Part, any(Content) AS Text, max(Truncated) AS Cut
      FROM message_content
      WHERE RunId IN %1$s AND Timestamp >= %2$s AND Timestamp <= %3$s
      GROUP BY SpanId, Part
      """;

  static Contents of(Slice slice, Connection connection) {
    Map<String, Content> found = new HashMap<>();
    Rows.of(
        connection,
        slice.in(SQL),
        row ->
            found.put(
                place(row.getString("SpanId"), row.getString("Part")),
                new Content(row.getString("Text"), row.getInt("Cut") == 0)));
    return new Contents(found);
  }

  @Nullable Content of(String span, String part) {
    return byPlace.get(place(span, part));
  }

  private static String place(String span, String part) {
    return span + ' ' + part;
  }
}
