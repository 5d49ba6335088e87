/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Tells people what waits for them and what was decided: at least once, from the control log. It
 * tells, and never decides.
 */
@NullMarked
package dev.aiops.approval.notify;

import org.jspecify.annotations.NullMarked;
