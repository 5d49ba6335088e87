/** What hook modules need: faults that never reach the app, and the report of what is armed. */
@NullMarked
package io.opentelemetry.javaagent.aiops.hook;

import org.jspecify.annotations.NullMarked;
