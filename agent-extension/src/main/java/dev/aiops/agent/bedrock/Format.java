/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import io.opentelemetry.javaagent.aiops.call.Operation;
import io.opentelemetry.javaagent.aiops.openai.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a request is written. InvokeModel takes the body that the model's maker has made up; it is
 * told by what is in it, and by the model's name only where that leaves it open: an ARN may have
 * none.
 *
 * <p>Sources: docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html and
 * docs.aws.amazon.com/bedrock/latest/userguide/model-parameters.html with its pages per model.
 */
enum Format {
  /** Converse, and Nova's own bodies, which have the same members. */
  CONVERSE(
      Operation.CHAT,
      "inferenceConfig.maxTokens",
      "inferenceConfig.temperature",
      "inferenceConfig.topP"),
  /** Anthropic's messages. */
  CLAUDE(Operation.CHAT, "max_tokens", "temperature", "top_p"),
  /** Mistral's chat, and all others who speak OpenAI's. */
  COMPLETIONS(Operation.CHAT, "max_tokens", "temperature", "top_p"),
  /** Amazon Titan's text. */
  TITAN(
      Operation.TEXT_COMPLETION,
      "textGenerationConfig.maxTokenCount",
      "textGenerationConfig.temperature",
      "textGenerationConfig.topP"),
  /** Meta's Llama. */
  LLAMA(Operation.TEXT_COMPLETION, "max_gen_len", "temperature", "top_p"),
  /** Mistral's prompts. */
  MISTRAL(Operation.TEXT_COMPLETION, "max_tokens", "temperature", "top_p"),
  /** Cohere's Command. */
  COHERE(Operation.TEXT_COMPLETION, "max_tokens", "temperature", "p"),
  /** Cohere's Command R. */
  COHERE_CHAT(Operation.CHAT, "max_tokens", "temperature", "p"),
  /** Titan's and Cohere's embeddings. */
  EMBEDDING(Operation.EMBEDDINGS, "", "", ""),
  /** Anything else: what it asks for is not known, and so not what it may cost. */
  OTHER(Operation.GENERATE_CONTENT, "", "", "");

  private final Operation operation;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> limit;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> temperature;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> topP;

  Format(Operation operation, String limit, String temperature, String topP) {
    this.operation = operation;
    this.limit = path(limit);
    this.temperature = path(temperature);
    this.topP = path(topP);
  }

  /** The format of a body of InvokeModel. */
  static Format of(String model, Tree body) {
    if (model.contains("embed")) {
      return EMBEDDING;
    } else if (body.at("anthropic_version").isGiven()) {
      return CLAUDE;
    } else if (body.at("inputText").isGiven()) {
      return TITAN;
    } else if (body.at("messages").isGiven()) {
      return isNova(model, body) ? CONVERSE : COMPLETIONS;
    } else if (body.at("message").isGiven()) {
      return model.contains("cohere.") ? COHERE_CHAT : OTHER;
    }
    return body.at("prompt").isGiven() ? ofPrompt(model) : OTHER;
  }

  private static boolean isNova(String model, Tree body) {
    return model.contains("nova")
        || body.at("schemaVersion").isGiven()
        || body.at("inferenceConfig").isGiven();
  }

  private static Format ofPrompt(String model) {
    if (model.contains("meta.")) {
      return LLAMA;
    } else if (model.contains("mistral.")) {
      return MISTRAL;
    }
    return model.contains("cohere.") ? COHERE : OTHER;
  }

  Operation operation() {
    return operation;
  }

  /** The endpoint whose requests are written the same, or null where there is none. */
  @Nullable Endpoint endpoint() {
    return this == CLAUDE ? Endpoint.MESSAGES : this == COMPLETIONS ? Endpoint.CHAT : null;
  }

  /** Where the limit of the answer stands. */
  List<String> limitPath() {
    return limit;
  }

  @Nullable Long limit(Tree body) {
    return at(body, limit).whole();
  }

  @Nullable Double temperature(Tree body) {
    return at(body, temperature).fraction();
  }

  @Nullable Double topP(Tree body) {
    return at(body, topP).fraction();
  }

  private static Tree at(Tree body, List<String> path) {
    return body.at(path.toArray(new String[0]));
  }

  private static List<String> path(String dotted) {
    return List.of(dotted.split("\\.", -1));
  }
}
