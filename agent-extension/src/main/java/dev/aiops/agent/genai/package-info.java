/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The hook on google-genai, at the methods that make one paid request each: the public ones may
 * call a model many times, with tools between. All classes here are loaded beside the app's own,
 * where they see the library.
 */
@NullMarked
package dev.aiops.agent.genai;

import org.jspecify.annotations.NullMarked;
