/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Hooks on the MCP Java SDK: calls of a server's tools. */
@NullMarked
package dev.aiops.agent.mcp;

import org.jspecify.annotations.NullMarked;
