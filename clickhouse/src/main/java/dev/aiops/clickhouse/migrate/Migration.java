/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.migrate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One numbered SQL file: one statement, which must do no harm when it is run twice.
 *
 * @param version its number
 * @param name its file name, as {@code 0001_otel_traces.sql}
 * @param sql the statement
 */
record Migration(int version, String name, String sql) {

  private static final Pattern NAME = Pattern.compile("(\\d{4})_[a-z0-9_]+\\.sql");

  /** Reads the number from a file name. */
  static Migration of(String name, String sql) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw new MigrationException(
          "migration file must be named as 0001_what_it_makes.sql, got " + name + ": rename it");
    }
    return new Migration(Integer.parseInt(matcher.group(1)), name, sql);
  }

  /** The statement for a database: it stands where the file says {@code ${database}}. */
  String sqlIn(String database) {
    return sql.replace("${database}", database);
  }

  /** SHA-256 of the file, lower hex. */
  String checksum() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(sql.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
