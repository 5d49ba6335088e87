/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.util.Set;

/**
 * Why an insert was refused and what to do about it.
 *
 * @param kind what to do with the batch
 * @param code ClickHouse's exception code, 0 when it was not ClickHouse that answered
 * @param message what the server said, shortened
 */
record Refusal(Kind kind, int code, String message) {

  /** What a refusal means for the batch. */
  enum Kind {
    /** The server cannot now: try again soon. */
    BUSY,
    /** Somebody has to change something: keep the data and try now and then. */
    CONFIGURATION,
    /** The batch is at fault: put it aside, it would be refused for ever. */
    BATCH,
    /** Unclear: try again, and put the batch aside when it alone keeps failing. */
    UNKNOWN
  }

  private static final int UNKNOWN_TABLE = 60;
  private static final int UNKNOWN_DATABASE = 81;
  private static final int ACCESS_DENIED = 497;

  /** UNKNOWN_USER, WRONG_PASSWORD, REQUIRED_PASSWORD, AUTHENTICATION_FAILED. */
  private static final Set<Integer> CREDENTIALS = Set.of(192, 193, 194, 516);

  /** NO_SUCH_COLUMN_IN_TABLE, UNKNOWN_IDENTIFIER, TYPE_MISMATCH. */
  private static final Set<Integer> SCHEMA = Set.of(16, 47, 53);

  /** READONLY, UNKNOWN_SETTING, SETTING_CONSTRAINT_VIOLATION, QUOTA_EXCEEDED. */
  private static final Set<Integer> RIGHTS = Set.of(164, 115, 452, 201);

  /**
   * TIMEOUT_EXCEEDED, TOO_MANY_SIMULTANEOUS_QUERIES, SOCKET_TIMEOUT, NETWORK_ERROR, MEMORY_LIMIT,
   * TABLE_IS_READ_ONLY, NOT_ENOUGH_SPACE, TOO_MANY_PARTS, QUERY_WAS_CANCELLED, ABORTED,
   * TABLE_IS_DROPPED, KEEPER_EXCEPTION.
   */
  private static final Set<Integer> BUSY_CODES =
      Set.of(159, 202, 209, 210, 241, 242, 243, 252, 394, 236, 218, 999);

  /**
   * CANNOT_PARSE_TEXT, CANNOT_READ_ALL_DATA, UNKNOWN_TYPE, CANNOT_PARSE_INPUT,
   * CHECKSUM_DOESNT_MATCH, UNKNOWN_COMPRESSION_METHOD, CANNOT_CONVERT_TYPE,
   * SIZES_OF_ARRAYS_DONT_MATCH, DATE out of range, INCORRECT_DATA, TOO_LARGE_ARRAY_SIZE,
   * TOO_LARGE_STRING_SIZE, LZ4_DECODER_FAILED, CANNOT_DECOMPRESS, TOO_MANY_PARTS of one block.
   */
  private static final Set<Integer> BATCH_CODES =
      Set.of(6, 33, 50, 27, 40, 89, 70, 190, 321, 117, 128, 131, 428, 271, 612);

  static Refusal of(int status, int code, String message) {
    return new Refusal(kind(status, code), code, message.strip());
  }

  /** One line for a person: what is wrong and what to do. */
  String advice(ExportSettings settings) {
    String where = settings.url() + ", database " + settings.database();
    if (CREDENTIALS.contains(code)) {
      return "ClickHouse at "
          + settings.url()
          + " does not know user "
          + settings.user()
          + " with this password: set aiops.clickhouse.user and aiops.clickhouse.password";
    }
    return switch (code) {
      case UNKNOWN_DATABASE ->
          "ClickHouse at "
              + settings.url()
              + " has no database "
              + settings.database()
              + ": set aiops.clickhouse.database, or run the migrations to make it";
      case UNKNOWN_TABLE ->
          "tables are missing at " + where + ": run the migrations; it said: " + message;
      case ACCESS_DENIED ->
          "user "
              + settings.user()
              + " may not insert at "
              + where
              + ": grant it what the role aiops_ingest has; it said: "
              + message;
      default -> fallback(where);
    };
  }

  /** Whether other tables may well be fine. */
  boolean concernsTable() {
    return code == UNKNOWN_TABLE || code == ACCESS_DENIED || SCHEMA.contains(code);
  }

  private String fallback(String where) {
    if (SCHEMA.contains(code)) {
      return "the tables at " + where + " are of another version: run the migrations; " + message;
    }
    return kind == Kind.CONFIGURATION
        ? "inserts are refused at " + where + ": check aiops.clickhouse.*; it said: " + message
        : "insert failed at " + where + ": " + message;
  }

  private static Kind kind(int status, int code) {
    if (code == 0) {
      return withoutCode(status);
    }
    if (BUSY_CODES.contains(code)) {
      return Kind.BUSY;
    }
    if (BATCH_CODES.contains(code)) {
      return Kind.BATCH;
    }
    return isConfiguration(code) ? Kind.CONFIGURATION : Kind.UNKNOWN;
  }

  private static boolean isConfiguration(int code) {
    return code == UNKNOWN_TABLE
        || code == UNKNOWN_DATABASE
        || code == ACCESS_DENIED
        || CREDENTIALS.contains(code)
        || SCHEMA.contains(code)
        || RIGHTS.contains(code);
  }

  /** Not ClickHouse: a proxy, or something else that listens at that address. */
  private static Kind withoutCode(int status) {
    if (status == 408 || status == 429 || status >= 500) {
      return Kind.BUSY;
    }
    return status == 413 ? Kind.BATCH : Kind.CONFIGURATION;
  }
}
