/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What LangChain4j 1.x does inside an app: chat and embeddings models, their HTTP attempts, tools,
 * AI services and agentic systems, told to the calls, tools and runs of {@code
 * io.opentelemetry.javaagent.aiops}.
 */
@NullMarked
package dev.aiops.agent.langchain4j;

import org.jspecify.annotations.NullMarked;
