/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What the LangChain4j hooks must agree on. Each hook module has a class loader of its own per app
 * class loader; only classes of {@code io.opentelemetry.javaagent} are the same for all of them.
 */
@NullMarked
package io.opentelemetry.javaagent.aiops.langchain4j;

import org.jspecify.annotations.NullMarked;
