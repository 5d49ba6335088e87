/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Pages for people: signing in, and what waits for a decision. All that they show is escaped. */
@NullMarked
package dev.aiops.approval.web;

import org.jspecify.annotations.NullMarked;
