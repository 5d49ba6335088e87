/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The control plane without HTTP: commands on the state that the control log folds to. */
@NullMarked
package dev.aiops.approval.engine;

import org.jspecify.annotations.NullMarked;
