/**
 * A simulated model provider: a real HTTP server on loopback that speaks the protocols of OpenAI,
 * of Anthropic's messages, of Gemini and of Bedrock's runtime, fails on demand, and keeps its own
 * billing ledger.
 */
@NullMarked
package dev.aiops.demo.provider;

import org.jspecify.annotations.NullMarked;
