/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse;

/** Whether a ClickHouse can be used, and if not, why and what to do. */
public sealed interface Check {

  /** It can. */
  record Ok() implements Check {}

  /**
   * It cannot.
   *
   * @param problem the kind of it
   * @param reason what is wrong and the remedy, for a person
   */
  record Failed(Problem problem, String reason) implements Check {}

  /** What can be wrong. */
  enum Problem {
    /** Nobody answers at the URL, or not a ClickHouse. */
    UNREACHABLE,
    /** The user or the password is not right. */
    WRONG_PASSWORD,
    /** The database or its tables are not there. */
    MISSING_SCHEMA,
    /** The tables are of another version than this build's. */
    WRONG_SCHEMA_VERSION,
    /** The user may not read what it needs. */
    MISSING_GRANT
  }
}
