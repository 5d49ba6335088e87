/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The control plane on the wire; the contract is in approval-api/contract. */
@NullMarked
package dev.aiops.approval.http;

import org.jspecify.annotations.NullMarked;
