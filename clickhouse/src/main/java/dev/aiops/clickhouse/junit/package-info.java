/** For tests: a migrated database on the real engine. */
@NullMarked
package dev.aiops.clickhouse.junit;

import org.jspecify.annotations.NullMarked;
