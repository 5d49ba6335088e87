/** The app's threads on which nothing should wait, and ours that wait in their place. */
@NullMarked
package io.opentelemetry.javaagent.aiops.thread;

import org.jspecify.annotations.NullMarked;
