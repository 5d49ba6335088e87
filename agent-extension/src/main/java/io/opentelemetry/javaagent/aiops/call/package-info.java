/**
 * A logical model call from start to end: who owns it, what it used, what it cost, how it ended.
 */
@NullMarked
package io.opentelemetry.javaagent.aiops.call;

import org.jspecify.annotations.NullMarked;
