/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

/**
 * Something the project promises, and whether this run kept it.
 *
 * @param promise what is promised, with its figure
 * @param measured the figure of this run
 */
record Limit(String promise, String measured, boolean kept) {}
