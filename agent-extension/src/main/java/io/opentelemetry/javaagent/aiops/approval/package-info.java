/** The gate: an action that the policy flags waits for a person, and runs once or not at all. */
@NullMarked
package io.opentelemetry.javaagent.aiops.approval;

import org.jspecify.annotations.NullMarked;
