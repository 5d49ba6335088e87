/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Libraries that have changed so that a required hook would not see their calls. */
@org.jspecify.annotations.NullMarked
package dev.aiops.agent.required;
