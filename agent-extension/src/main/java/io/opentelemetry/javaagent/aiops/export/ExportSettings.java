/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.net.URI;
import java.nio.file.Path;

/**
 * Where telemetry goes and how much of it may wait on disk.
 *
 * @param url ClickHouse's HTTP interface, {@code http} or {@code https}; a path is kept
 * @param database the database of the log's tables
 * @param user a user that may insert into those tables and read their BatchId column
 * @param password that user's password; empty means none
 * @param spoolDir the folder shared by all processes of this user on this host; made with mode 0700
 *     when it does not exist
 * @param spoolMaxBytes bytes that may wait on disk for this process, what it adopted from dead ones
 *     included; at least {@value #MIN_SPOOL_BYTES}
 */
public record ExportSettings(
    URI url, String database, String user, String password, Path spoolDir, long spoolMaxBytes) {

  /** The smallest spool: below it not even one batch of each table would fit. */
  public static final long MIN_SPOOL_BYTES = 1 << 20;

  public ExportSettings {
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw new IllegalArgumentException(
          "aiops.clickhouse.url " + url + " is neither http:// nor https://");
    }
    if (url.getHost() == null) {
      throw new IllegalArgumentException("aiops.clickhouse.url " + url + " names no host");
    }
    if (database.isEmpty()) {
      throw new IllegalArgumentException("aiops.clickhouse.database is empty");
    }
    if (spoolMaxBytes < MIN_SPOOL_BYTES) {
      throw new IllegalArgumentException(
          "aiops.spool.max.bytes " + spoolMaxBytes + " < " + MIN_SPOOL_BYTES);
    }
  }

  /** Names everything but the password. */
  @Override
  public String toString() {
    return "ExportSettings[url="
        + url
        + ", database="
        + database
        + ", user="
        + user
        + ", spoolDir="
        + spoolDir
        + ", spoolMaxBytes="
        + spoolMaxBytes
        + "]";
  }
}
