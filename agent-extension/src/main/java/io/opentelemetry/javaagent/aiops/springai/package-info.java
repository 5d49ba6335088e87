/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What hooks on Spring AI leave in the Context for those further in. */
@NullMarked
package io.opentelemetry.javaagent.aiops.springai;

import org.jspecify.annotations.NullMarked;
