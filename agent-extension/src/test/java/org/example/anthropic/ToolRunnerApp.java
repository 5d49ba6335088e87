/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.beta.messages.BetaMessage;
import com.anthropic.models.beta.messages.MessageCreateParams;
import com.anthropic.models.beta.messages.ToolRunnerCreateParams;
import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.function.Supplier;

/**
 * An app that knows nothing of this project, with a tool that anthropic-java's tool runner runs.
 * Prints each refund that is made, and for each case how it ended.
 *
 * <p>Arguments: the provider's port, then the names of the cases.
 */
public final class ToolRunnerApp {

  /** Every case's model is this one, by a name of its own. */
  public static final String MODEL = "claude-sonnet-4-5-";

  private final int port;

  private ToolRunnerApp(int port) {
    this.port = port;
  }

  /** Pays money back. */
  @JsonClassDescription("Pays money back")
  public static final class Refund implements Supplier<String> {

    @JsonPropertyDescription("The order")
    public String order = "";

    @JsonPropertyDescription("How many euros")
    public long amount;

    @Override
    public String get() {
      if (order.isEmpty()) {
        throw new IllegalStateException("no such order");
      }
      System.out.println("paid " + order + " " + amount);
      return "refunded " + order;
    }
  }

  public static void main(String[] args) {
    ToolRunnerApp app = new ToolRunnerApp(Integer.parseInt(args[0]));
    for (int i = 1; i < args.length; i++) {
      System.out.println(args[i] + " -> " + app.outcome(args[i]));
    }
    System.exit(0);
  }

  private String outcome(String name) {
    try {
      return ask(name);
    } catch (RuntimeException e) {
      return "threw " + e.getClass().getName();
    }
  }

  /** One run of the agent. */
  public String ask(String name) {
    AnthropicClient client = client(name);
    try {
      String id = "none";
      for (BetaMessage answer : client.beta().messages().toolRunner(params(name))) {
        id = answer.id();
      }
      return "done " + id;
    } finally {
      client.close();
    }
  }

  private AnthropicClient client(String name) {
    return AnthropicOkHttpClient.builder()
        .baseUrl("http://127.0.0.1:" + port + "/" + name)
        .apiKey("k")
        .build();
  }

  private static ToolRunnerCreateParams params(String name) {
    return ToolRunnerCreateParams.builder()
        .initialMessageParams(
            MessageCreateParams.builder()
                .model(MODEL + name)
                .maxTokens(64)
                .addTool(Refund.class)
                .addUserMessage("Give me my money back.")
                .build())
        .maxIterations(4)
        .build();
  }
}
