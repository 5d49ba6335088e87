/** Model hosts: who serves them, and calls to them that no hook owned. */
@NullMarked
package io.opentelemetry.javaagent.aiops.http;

import org.jspecify.annotations.NullMarked;
