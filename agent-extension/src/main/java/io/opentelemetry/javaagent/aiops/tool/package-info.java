/** A tool call: its span, its arguments and result. */
@NullMarked
package io.opentelemetry.javaagent.aiops.tool;

import org.jspecify.annotations.NullMarked;
