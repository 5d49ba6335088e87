/**
 * The hook on openai-java, at the client that retries: every endpoint, raw or parsed, sync, async
 * or streamed goes through it, and each attempt through a client below it. All classes here are
 * loaded beside the app's own, where they see the library.
 */
@NullMarked
package dev.aiops.agent.openai;

import org.jspecify.annotations.NullMarked;
