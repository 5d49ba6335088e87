/** What the terminal shows: one class per query. */
@NullMarked
package dev.aiops.clickhouse.read;

import org.jspecify.annotations.NullMarked;
