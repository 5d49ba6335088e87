/**
 * The hook on anthropic-java, at the client that retries: every endpoint, raw or parsed, sync,
 * async or streamed goes through it, and each attempt through a client below it. All classes here
 * are loaded beside the app's own, where they see the library.
 */
@NullMarked
package dev.aiops.agent.anthropic;

import org.jspecify.annotations.NullMarked;
