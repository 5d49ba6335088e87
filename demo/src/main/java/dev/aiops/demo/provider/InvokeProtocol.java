/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Bedrock's InvokeModel and InvokeModelWithResponseStream, which carry the bodies that each maker
 * has made up, as told at <a
 * href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters.html">model-parameters</a>.
 * Bedrock adds its own counts: to the last event of a stream, as AWS's <a
 * href="https://github.com/awsdocs/aws-doc-sdk-examples/tree/main/javav2/example_code/bedrock-runtime">examples</a>
 * read them, and to the head of an answer, which no page of AWS tells; clients read them there.
 *
 * @param body the maker's own protocol
 */
record InvokeProtocol(Protocol body) implements Protocol {

  private static final String METRICS = "amazon-bedrock-invocationMetrics";

  /** By the model's name, and where a maker has two bodies, by what is asked. */
  static InvokeProtocol of(JsonNode body) {
    String model = body.path("model").asText();
    return new InvokeProtocol(
        makers(model, body)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "The provided model identifier is invalid. (nobody simulates " + model)));
  }

  private static Optional<Protocol> makers(String model, JsonNode body) {
    if (model.contains("anthropic.")) return Optional.of(new BedrockClaudeProtocol());
    if (model.contains("amazon.nova")) return Optional.of(new NovaProtocol());
    if (model.contains("amazon.titan-text")) return Optional.of(new TitanProtocol());
    if (model.contains("meta.llama")) return Optional.of(new LlamaProtocol());
    if (model.contains("mistral.")) return Optional.of(mistral(body));
    return model.contains("cohere.command") ? Optional.of(cohere(body)) : Optional.empty();
  }

  private static Protocol mistral(JsonNode body) {
    return body.has("prompt") ? new MistralProtocol() : new MistralChatProtocol();
  }

  private static Protocol cohere(JsonNode body) {
    return body.has("prompt") ? new CohereProtocol() : new CommandRProtocol();
  }

  @Override
  public String endpoint() {
    return "invoke_model";
  }

  @Override
  public Framing framing() {
    return Framing.AMAZON_CHUNKS;
  }

  @Override
  public Optional<Frame> breakOff() {
    return Optional.of(Bedrock.INTERNAL);
  }

  @Override
  public Ask ask(JsonNode asked) {
    return body.ask(asked);
  }

  @Override
  public JsonNode whole(Completion completion) {
    return body.whole(completion);
  }

  @Override
  public Map<String, String> headers(Completion completion) {
    Map<String, String> head = new LinkedHashMap<>();
    head.put("X-Amzn-Bedrock-Invocation-Latency", "12");
    completion.toldUse().ifPresent(use -> counts(use, head));
    return head;
  }

  private static void counts(ToldUse use, Map<String, String> head) {
    head.put("X-Amzn-Bedrock-Input-Token-Count", Long.toString(use.plain()));
    head.put("X-Amzn-Bedrock-Output-Token-Count", Long.toString(use.output()));
    if (use.cached() + use.written() == 0) return;
    head.put("X-Amzn-Bedrock-Cache-Read-Input-Token-Count", Long.toString(use.cached()));
    head.put("X-Amzn-Bedrock-Cache-Write-Input-Token-Count", Long.toString(use.written()));
  }

  @Override
  public List<Frame> frames(Completion completion) {
    List<Frame> frames = new ArrayList<>(body.frames(completion));
    Frame last = frames.get(frames.size() - 1);
    completion.toldUse().ifPresent(use -> frames.set(frames.size() - 1, withMetrics(last, use)));
    return frames;
  }

  private static Frame withMetrics(Frame last, ToldUse use) {
    ObjectNode json = last.json();
    ObjectNode metrics =
        json.putObject(METRICS)
            .put("inputTokenCount", use.plain())
            .put("outputTokenCount", use.output())
            .put("invocationLatency", 12)
            .put("firstByteLatency", 5);
    if (use.cached() + use.written() > 0) {
      metrics.put("cacheReadInputTokenCount", use.cached());
      metrics.put("cacheWriteInputTokenCount", use.written());
    }
    return new Frame(last.event(), json.toString(), last.tokens(), true);
  }
}
