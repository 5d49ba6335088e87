/** A run: which spans belong to it, when it started, that it lives, how it ended. */
@NullMarked
package io.opentelemetry.javaagent.aiops.run;

import org.jspecify.annotations.NullMarked;
