/** A real ClickHouse server in a child JVM: for the quickstart and for every test. */
@NullMarked
package dev.aiops.clickhouse.embedded;

import org.jspecify.annotations.NullMarked;
