/**
 * A simulated model provider: a real HTTP server on loopback that speaks the OpenAI chat, responses
 * and embeddings protocols, fails on demand, and keeps its own billing ledger.
 */
@NullMarked
package dev.aiops.demo.provider;

import org.jspecify.annotations.NullMarked;
