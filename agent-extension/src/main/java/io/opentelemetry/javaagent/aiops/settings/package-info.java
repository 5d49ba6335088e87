/** What the operator may set, and how it is turned into plain values once, at start. */
@NullMarked
package io.opentelemetry.javaagent.aiops.settings;

import org.jspecify.annotations.NullMarked;
