/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What happens inside the JVM. */
@NullMarked
package io.opentelemetry.javaagent.aiops;

import org.jspecify.annotations.NullMarked;
