/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Hooks on Spring AI: models, tools and the chat client.
 *
 * <p>Compiled against 2.0; what 1.x has under other types, or not at all, is read by name.
 */
@NullMarked
package dev.aiops.agent.springai;

import org.jspecify.annotations.NullMarked;
