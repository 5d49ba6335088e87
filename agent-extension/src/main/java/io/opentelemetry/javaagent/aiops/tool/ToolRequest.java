/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.tool;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A tool about to run.
 *
 * @param name the tool's name as the model knows it
 * @param callId the model's id of the call
 * @param library the hook's name: {@code langchain4j}, {@code mcp}, …
 * @param type {@code function}, {@code extension} or {@code datastore}; null where unknown
 * @param arguments JSON of the arguments; called at most once, before the tool runs, and only where
 *     the operator wants them kept or a budget bounds repeats, for which a digest is kept
 */
public record ToolRequest(
    String name,
    @Nullable String callId,
    String library,
    @Nullable String type,
    @Nullable Supplier<@Nullable String> arguments) {}
