/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import dev.aiops.pricing.CallFacts;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked. Suppliers are called at most once and only where the operator wants the
 * content; on the app's thread before the call starts, but for {@code prompt}, which another thread
 * may call soon after.
 *
 * @param operation what kind of call
 * @param library the hook's name: {@code openai-java}, {@code langchain4j}, …
 * @param provider value of {@code gen_ai.provider.name}: the wire flavour or what the library says;
 *     a known host overrules it
 * @param model the model asked for
 * @param stream whether the answer is asked for as a stream
 * @param maxTokens output limit asked for, in tokens
 * @param temperature sampling temperature
 * @param topP nucleus sampling
 * @param choiceCount answers asked for
 * @param dimensions dimensions of an embedding
 * @param inputChars characters of text sent (messages, instructions, tool definitions; no binary
 *     data), negative where unknown: what an unreported usage is estimated from
 * @param systemInstructions JSON for {@code gen_ai.system_instructions}
 * @param messages JSON for {@code gen_ai.input.messages}
 * @param prompt plain text of the last user message: the input of a run that has no agent entry
 * @param facts what bounds the cost of one attempt, called only where budgets are asked; gives null
 *     where it could not be read, which a budget that enforces refuses
 */
public record ModelRequest(
    Operation operation,
    String library,
    @Nullable String provider,
    @Nullable String model,
    boolean stream,
    @Nullable Long maxTokens,
    @Nullable Double temperature,
    @Nullable Double topP,
    @Nullable Long choiceCount,
    @Nullable Long dimensions,
    long inputChars,
    @Nullable Supplier<@Nullable String> systemInstructions,
    @Nullable Supplier<@Nullable String> messages,
    @Nullable Supplier<@Nullable String> prompt,
    @Nullable Supplier<@Nullable CallFacts> facts) {

  /** Starts a request of which nothing else is known. */
  public static Builder of(Operation operation, String library) {
    return new Builder(operation, library);
  }

  /** Collects what a hook can read; everything left out is unknown. */
  public static final class Builder {

    private final Operation operation;
    private final String library;
    private @Nullable String provider;
    private @Nullable String model;
    private boolean stream;
    private @Nullable Long maxTokens;
    private @Nullable Double temperature;
    private @Nullable Double topP;
    private @Nullable Long choiceCount;
    private @Nullable Long dimensions;
    private long inputChars = -1;
    private @Nullable Supplier<@Nullable String> systemInstructions;
    private @Nullable Supplier<@Nullable String> messages;
    private @Nullable Supplier<@Nullable String> prompt;
    private @Nullable Supplier<@Nullable CallFacts> facts;

    private Builder(Operation operation, String library) {
      this.operation = operation;
      this.library = library;
    }

    /** See {@link ModelRequest#provider}. */
    public Builder provider(@Nullable String provider) {
      this.provider = provider;
      return this;
    }

    /** See {@link ModelRequest#model}. */
    public Builder model(@Nullable String model) {
      this.model = model;
      return this;
    }

    /** See {@link ModelRequest#stream}. */
    public Builder stream(boolean stream) {
      this.stream = stream;
      return this;
    }

    /** See {@link ModelRequest#maxTokens}. */
    public Builder maxTokens(@Nullable Long maxTokens) {
      this.maxTokens = maxTokens;
      return this;
    }

    /** See {@link ModelRequest#temperature}. */
    public Builder temperature(@Nullable Double temperature) {
      this.temperature = temperature;
      return this;
    }

    /** See {@link ModelRequest#topP}. */
    public Builder topP(@Nullable Double topP) {
      this.topP = topP;
      return this;
    }

    /** See {@link ModelRequest#choiceCount}. */
    public Builder choiceCount(@Nullable Long choiceCount) {
      this.choiceCount = choiceCount;
      return this;
    }

    /** See {@link ModelRequest#dimensions}. */
    public Builder dimensions(@Nullable Long dimensions) {
      this.dimensions = dimensions;
      return this;
    }

    /** See {@link ModelRequest#inputChars}. */
    public Builder inputChars(long inputChars) {
      this.inputChars = inputChars;
      return this;
    }

    /** See {@link ModelRequest#systemInstructions}. */
    public Builder systemInstructions(Supplier<@Nullable String> systemInstructions) {
      this.systemInstructions = systemInstructions;
      return this;
    }

    /** See {@link ModelRequest#messages}. */
    public Builder messages(Supplier<@Nullable String> messages) {
      this.messages = messages;
      return this;
    }

    /** See {@link ModelRequest#prompt}. */
    public Builder prompt(Supplier<@Nullable String> prompt) {
      this.prompt = prompt;
      return this;
    }

    /** See {@link ModelRequest#facts}. */
    public Builder facts(Supplier<@Nullable CallFacts> facts) {
      this.facts = facts;
      return this;
    }

    /** The request. */
    public ModelRequest build() {
      return new ModelRequest(
          operation,
          library,
          provider,
          model,
          stream,
          maxTokens,
          temperature,
          topP,
          choiceCount,
          dimensions,
          inputChars,
          systemInstructions,
          messages,
          prompt,
          facts);
    }
  }
}
