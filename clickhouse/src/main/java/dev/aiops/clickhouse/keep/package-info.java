/** What is kept how long: retention of the log, and the cost of days whose spans will be gone. */
@NullMarked
package dev.aiops.clickhouse.keep;

import org.jspecify.annotations.NullMarked;
