/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The hook on Google's Agent Development Kit. Its model calls are those of the client below it,
 * where that is hooked; its own spans of invocations and agents are those of our runs. All classes
 * here are loaded beside the app's own, where they see the library.
 */
@NullMarked
package dev.aiops.agent.adk;

import org.jspecify.annotations.NullMarked;
