/** The commands of the launcher script {@code ./aiops} that concern the log. */
@NullMarked
package dev.aiops.clickhouse.launch;

import org.jspecify.annotations.NullMarked;
