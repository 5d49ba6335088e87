/** Where the OpenTelemetry agent enters the extension. Java 8, so that an old JVM can be told. */
package io.opentelemetry.javaagent.aiops.entry;
