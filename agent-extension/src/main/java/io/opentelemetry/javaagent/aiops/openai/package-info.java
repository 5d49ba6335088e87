/**
 * What OpenAI's wire protocol says, read from bytes as they pass: chat completions, responses,
 * embeddings, JSON and server-sent events. Knows no library, so every hook that sees the wire may
 * use it.
 */
@NullMarked
package io.opentelemetry.javaagent.aiops.openai;

import org.jspecify.annotations.NullMarked;
