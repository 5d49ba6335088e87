/** Agent entry points that the operator names: the methods of {@code aiops.runs.methods}. */
@NullMarked
package dev.aiops.agent.method;

import org.jspecify.annotations.NullMarked;
