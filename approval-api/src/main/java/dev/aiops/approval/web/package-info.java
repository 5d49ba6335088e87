/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Pages for people: signing in, what waits for a decision, and runs to be labelled. All that they
 * show is escaped.
 */
@NullMarked
package dev.aiops.approval.web;

import org.jspecify.annotations.NullMarked;
