/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Gets, keeps, reports and returns money for the daily cap: the agent's side of the contract. */
@NullMarked
package io.opentelemetry.javaagent.aiops.control;

import org.jspecify.annotations.NullMarked;
