/** How the schema comes to be: numbered SQL files, applied once, checksummed. */
@NullMarked
package dev.aiops.clickhouse.migrate;

import org.jspecify.annotations.NullMarked;
