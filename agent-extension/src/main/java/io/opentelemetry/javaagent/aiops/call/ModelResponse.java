/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import dev.aiops.pricing.Usage;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a model answered, or as much of it as is known. Suppliers are called at most once, by any
 * thread, and only where the operator wants the content.
 *
 * @param id the provider's id of the answer
 * @param model the model that served
 * @param finishReasons why each choice ended; empty where unknown
 * @param usage what the provider says it used, normalised; null where it does not say
 * @param serviceTier the service tier that served
 * @param outputChars characters of text generated, negative where unknown or counted by {@link
 *     ModelCall#received}
 * @param messages JSON for {@code gen_ai.output.messages}
 * @param text plain text of the answer: the output of a run that has no agent entry
 */
public record ModelResponse(
    @Nullable String id,
    @Nullable String model,
    List<String> finishReasons,
    @Nullable Usage usage,
    @Nullable String serviceTier,
    long outputChars,
    @Nullable Supplier<@Nullable String> messages,
    @Nullable Supplier<@Nullable String> text) {

  /** An answer of which nothing is known. */
  public static final ModelResponse UNKNOWN = builder().build();

  /** Copies the list. */
  public ModelResponse {
    finishReasons = List.copyOf(finishReasons);
  }

  /** Starts an answer of which nothing is known. */
  public static Builder builder() {
    return new Builder();
  }

  /** This answer, with what {@code newer} knows in place of what this one said. */
  ModelResponse with(ModelResponse newer) {
    return new ModelResponse(
        newer.id != null ? newer.id : id,
        newer.model != null ? newer.model : model,
        newer.finishReasons.isEmpty() ? finishReasons : newer.finishReasons,
        newer.usage != null ? newer.usage : usage,
        newer.serviceTier != null ? newer.serviceTier : serviceTier,
        newer.outputChars >= 0 ? newer.outputChars : outputChars,
        newer.messages != null ? newer.messages : messages,
        newer.text != null ? newer.text : text);
  }

  /** Collects what a hook can read; everything left out is unknown. */
  public static final class Builder {

    private @Nullable String id;
    private @Nullable String model;
    private List<String> finishReasons = List.of();
    private @Nullable Usage usage;
    private @Nullable String serviceTier;
    private long outputChars = -1;
    private @Nullable Supplier<@Nullable String> messages;
    private @Nullable Supplier<@Nullable String> text;

    private Builder() {}

    /** See {@link ModelResponse#id}. */
    public Builder id(@Nullable String id) {
      this.id = id;
      return this;
    }

    /** See {@link ModelResponse#model}. */
    public Builder model(@Nullable String model) {
      this.model = model;
      return this;
    }

    /** See {@link ModelResponse#finishReasons}. */
    public Builder finishReasons(List<String> finishReasons) {
      this.finishReasons = finishReasons;
      return this;
    }

    /** See {@link ModelResponse#usage}. */
    public Builder usage(@Nullable Usage usage) {
      this.usage = usage;
      return this;
    }

    /** See {@link ModelResponse#serviceTier}. */
    public Builder serviceTier(@Nullable String serviceTier) {
      this.serviceTier = serviceTier;
      return this;
    }

    /** See {@link ModelResponse#outputChars}. */
    public Builder outputChars(long outputChars) {
      this.outputChars = outputChars;
      return this;
    }

    /** See {@link ModelResponse#messages}. */
    public Builder messages(Supplier<@Nullable String> messages) {
      this.messages = messages;
      return this;
    }

    /** See {@link ModelResponse#text}. */
    public Builder text(Supplier<@Nullable String> text) {
      this.text = text;
      return this;
    }

    /** The answer. */
    public ModelResponse build() {
      return new ModelResponse(
          id, model, finishReasons, usage, serviceTier, outputChars, messages, text);
    }
  }
}
