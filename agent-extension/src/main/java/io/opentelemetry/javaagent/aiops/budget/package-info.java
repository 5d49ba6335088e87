/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What this process may still spend: leases, reservations, and the counters that outlive it. */
@NullMarked
package io.opentelemetry.javaagent.aiops.budget;

import org.jspecify.annotations.NullMarked;
