/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import dev.aiops.pricing.UsageUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers, and the events that streams of them are made of, each as its maker writes it.
 *
 * <p>Sources: docs.aws.amazon.com/bedrock/latest/userguide/model-parameters.html and its pages per
 * model; docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html.
 */
final class Answers {

  /** What Bedrock adds to the last event of any stream of InvokeModel. */
  private static final String METRICS = "amazon-bedrock-invocationMetrics";

  private Answers() {}

  static void read(Format format, Tree answer, Gathered into) {
    switch (format) {
      case CONVERSE -> ConverseAnswers.read(answer, into);
      case CLAUDE -> ClaudeAnswers.read(answer, into);
      case COMPLETIONS -> completions(answer, into);
      case TITAN -> titan(answer, into);
      case LLAMA -> llama(answer, into);
      case MISTRAL -> mistral(answer, into);
      case COHERE, COHERE_CHAT -> cohere(answer, into);
      case EMBEDDING -> into.count(UsageUnit.INPUT_TOKENS, answer.at("inputTextTokenCount"));
      case OTHER -> {}
    }
    if (answer.at(METRICS).isGiven() && !into.isCounted()) {
      metrics(answer.at(METRICS), into);
    }
  }

  private static void metrics(Tree metrics, Gathered into) {
    into.cacheApart();
    into.count(UsageUnit.INPUT_TOKENS, metrics.at("inputTokenCount"));
    into.count(UsageUnit.OUTPUT_TOKENS, metrics.at("outputTokenCount"));
    into.count(UsageUnit.CACHE_READ_TOKENS, metrics.at("cacheReadInputTokenCount"));
    into.count(UsageUnit.CACHE_WRITE_TOKENS, metrics.at("cacheWriteInputTokenCount"));
  }

  /** Mistral says {@code stop_reason} where OpenAI says {@code finish_reason}. */
  private static void completions(Tree answer, Gathered into) {
    into.id(answer.at("id").text());
    into.model(answer.at("model").text());
    for (Tree choice : answer.at("choices").items()) {
      boolean whole = choice.at("message").isGiven();
      said(choice.at(whole ? "message" : "delta"), into);
      into.stop(choice.at("stop_reason"));
      into.stop(choice.at("finish_reason"));
    }
    Tree usage = answer.at("usage");
    into.count(UsageUnit.INPUT_TOKENS, usage.at("prompt_tokens"));
    into.count(UsageUnit.OUTPUT_TOKENS, usage.at("completion_tokens"));
    into.count(UsageUnit.CACHE_READ_TOKENS, usage.at("prompt_tokens_details", "cached_tokens"));
    into.count(
        UsageUnit.OUTPUT_REASONING_TOKENS,
        usage.at("completion_tokens_details", "reasoning_tokens"));
  }

  private static void said(Tree message, Gathered into) {
    into.text(message.at("content").text());
    into.hidden(message.at("reasoning_content").text());
    List<Tree> calls = message.at("tool_calls").items();
    for (int i = 0; i < calls.size(); i++) {
      Tree call = calls.get(i);
      Long index = call.at("index").whole();
      into.toolCall(
          index == null ? i : (int) Math.min(index, Integer.MAX_VALUE),
          call.at("id").text(),
          call.at("function", "name").text(),
          call.at("function", "arguments").text());
    }
  }

  private static void titan(Tree answer, Gathered into) {
    into.count(UsageUnit.INPUT_TOKENS, answer.at("inputTextTokenCount"));
    into.count(UsageUnit.OUTPUT_TOKENS, answer.at("totalOutputTextTokenCount"));
    into.text(answer.at("outputText").text());
    into.stop(answer.at("completionReason"));
    for (Tree result : answer.at("results").items()) {
      into.text(result.at("outputText").text());
      into.stop(result.at("completionReason"));
      into.count(UsageUnit.OUTPUT_TOKENS, result.at("tokenCount"));
    }
  }

  private static void llama(Tree answer, Gathered into) {
    into.text(answer.at("generation").text());
    into.stop(answer.at("stop_reason"));
    into.count(UsageUnit.INPUT_TOKENS, answer.at("prompt_token_count"));
    into.count(UsageUnit.OUTPUT_TOKENS, answer.at("generation_token_count"));
  }

  private static void mistral(Tree answer, Gathered into) {
    for (Tree output : answer.at("outputs").items()) {
      into.text(output.at("text").text());
      into.stop(output.at("stop_reason"));
    }
  }

  /** The last event of a stream of Command R has the whole answer once more. */
  private static void cohere(Tree answer, Gathered into) {
    boolean last = answer.at("event_type").textOrEmpty().equals("stream-end");
    Tree whole = last ? answer.at("response") : answer;
    into.id(firstText(whole, "response_id", "generation_id", "id"));
    into.text(answer.at("text").text());
    into.stop(answer.at("finish_reason"));
    for (Tree generation : answer.at("generations").items()) {
      into.text(generation.at("text").text());
      into.stop(generation.at("finish_reason"));
    }
    List<Tree> calls = whole.at("tool_calls").items();
    for (int i = 0; i < calls.size(); i++) {
      String arguments = calls.get(i).at("parameters").json();
      into.toolCall(i, null, calls.get(i).at("name").text(), arguments);
    }
    Tree billed = whole.at("meta", "billed_units");
    into.count(UsageUnit.INPUT_TOKENS, billed.at("input_tokens"));
    into.count(UsageUnit.OUTPUT_TOKENS, billed.at("output_tokens"));
  }

  private static @Nullable String firstText(Tree tree, String... names) {
    for (String name : names) {
      if (tree.at(name).text() != null) {
        return tree.at(name).text();
      }
    }
    return null;
  }
}
