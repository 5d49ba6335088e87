/** What people wrote and read: cut to size and cleaned of secrets before it leaves the process. */
@NullMarked
package io.opentelemetry.javaagent.aiops.content;

import org.jspecify.annotations.NullMarked;
