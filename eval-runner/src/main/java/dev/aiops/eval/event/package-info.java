/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Scores as OpenTelemetry's events {@code gen_ai.evaluation.result}: ours for others, and others'
 * for us.
 */
@NullMarked
package dev.aiops.eval.event;

import org.jspecify.annotations.NullMarked;
