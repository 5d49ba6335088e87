/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What is to be evaluated and how, as files say it. */
@NullMarked
package dev.aiops.eval.definition;

import org.jspecify.annotations.NullMarked;
