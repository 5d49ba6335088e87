/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.migrate;

import dev.aiops.clickhouse.ClickHouse;
import java.util.Map;
import java.util.TreeMap;

/** What {@code schema_migrations} says was applied: the checksum of each version. */
record Applied(Map<Integer, String> checksums) {

  private static final String READ =
      """
      SELECT Version, any(Checksum) FROM schema_migrations GROUP BY Version ORDER BY Version
      """;

  static Applied in(ClickHouse database) {
    Map<Integer, String> checksums = new TreeMap<>();
    database
        .ask(READ)
        .lines()
        .map(line -> line.split("\t", 2))
        .forEach(columns -> checksums.put(Integer.valueOf(columns[0]), columns[1]));
    return new Applied(checksums);
  }

  /** Whether a migration is applied; fails where it was applied with another text. */
  boolean has(Migration migration) {
    String checksum = checksums.get(migration.version());
    if (checksum != null && !checksum.equals(migration.checksum())) {
      throw new MigrationException(
          "migration "
              + migration.name()
              + " was changed after it was applied (checksum "
              + checksum
              + " is recorded, "
              + migration.checksum()
              + " is this build's): restore the file, and put the change into a new one with the"
              + " next number");
    }
    return checksum != null;
  }

  int newest() {
    return checksums.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
  }
}
