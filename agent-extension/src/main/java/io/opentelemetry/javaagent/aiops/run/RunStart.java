/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An agent about to be invoked.
 *
 * @param agent the agent's name
 * @param library the hook's name: {@code langchain4j}, {@code method}, …
 * @param workflow whether it is a workflow of agents ({@code invoke_workflow}) rather than an agent
 * @param agentVersion the agent's version; null takes {@code aiops.agent.version} or the service's
 * @param model the model it will ask, where the hook can tell
 * @param conversationId conversation or chat memory id
 * @param userId the end user; null takes baggage or {@code aiops.user}
 * @param input what the agent is asked, as text; called at most once, before it runs
 */
public record RunStart(
    String agent,
    String library,
    boolean workflow,
    @Nullable String agentVersion,
    @Nullable String model,
    @Nullable String conversationId,
    @Nullable String userId,
    @Nullable Supplier<@Nullable String> input) {

  /** Starts an agent of which only the name is known. */
  public static Builder of(String agent, String library) {
    return new Builder(agent, library);
  }

  /** Collects what a hook can read; everything left out is unknown. */
  public static final class Builder {

    private final String agent;
    private final String library;
    private boolean workflow;
    private @Nullable String agentVersion;
    private @Nullable String model;
    private @Nullable String conversationId;
    private @Nullable String userId;
    private @Nullable Supplier<@Nullable String> input;

    private Builder(String agent, String library) {
      this.agent = agent;
      this.library = library;
    }

    /** See {@link RunStart#workflow}. */
    public Builder workflow(boolean workflow) {
      this.workflow = workflow;
      return this;
    }

    /** See {@link RunStart#agentVersion}. */
    public Builder agentVersion(@Nullable String agentVersion) {
      this.agentVersion = agentVersion;
      return this;
    }

    /** See {@link RunStart#model}. */
    public Builder model(@Nullable String model) {
      this.model = model;
      return this;
    }

    /** See {@link RunStart#conversationId}. */
    public Builder conversationId(@Nullable String conversationId) {
      this.conversationId = conversationId;
      return this;
    }

    /** See {@link RunStart#userId}. */
    public Builder userId(@Nullable String userId) {
      this.userId = userId;
      return this;
    }

    /** See {@link RunStart#input}. */
    public Builder input(Supplier<@Nullable String> input) {
      this.input = input;
      return this;
    }

    /** The start. */
    public RunStart build() {
      return new RunStart(
          agent, library, workflow, agentVersion, model, conversationId, userId, input);
    }
  }
}
