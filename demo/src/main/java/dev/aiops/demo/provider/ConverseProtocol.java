/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Bedrock's Converse and ConverseStream: requests and answers as documented at <a
 * href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">API_runtime_Converse</a>,
 * events at <a
 * href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStreamOutput.html">API_runtime_ConverseStreamOutput</a>
 * in the order of <a
 * href="https://docs.aws.amazon.com/bedrock/latest/userguide/conversation-inference-call.html">conversation-inference-call</a>,
 * tools at <a
 * href="https://docs.aws.amazon.com/bedrock/latest/userguide/tool-use-inference-call.html">tool-use-inference-call</a>,
 * reasoning at <a
 * href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ReasoningContentBlock.html">API_runtime_ReasoningContentBlock</a>
 * and API_runtime_ReasoningContentBlockDelta, counts, with those of the cache, at <a
 * href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_TokenUsage.html">API_runtime_TokenUsage</a>.
 */
final class ConverseProtocol implements Protocol {

  private static final String THOUGHT = "The user wants an answer. Let me give one.";
  private static final String SIGNATURE = "c2lnbmF0dXJl";

  /** What is encrypted for the sake of safety, in Base64. */
  private static final String REDACTED = "cmVkYWN0ZWQ=";

  @Override
  public String endpoint() {
    return "converse";
  }

  @Override
  public Framing framing() {
    return Framing.AMAZON;
  }

  @Override
  public Optional<Frame> breakOff() {
    return Optional.of(Bedrock.INTERNAL);
  }

  @Override
  public Ask ask(JsonNode body) {
    List<Ask.Turn> turns = new ArrayList<>();
    String system = Protocol.text(body.path("system"));
    if (!system.isEmpty()) turns.add(new Ask.Turn(Ask.Role.SYSTEM, system));
    body.path("messages").forEach(message -> turns.addAll(turns(message)));
    if (turns.stream().noneMatch(turn -> turn.role() != Ask.Role.SYSTEM)) {
      throw new IllegalArgumentException(
          "A conversation must start with a user message. Try again with a conversation that starts with a user message.");
    }
    JsonNode tools = body.path("toolConfig").path("tools");
    long chars = turns.stream().mapToLong(turn -> turn.text().length()).sum();
    return new Ask(
        Protocol.model(body),
        body.path("stream").asBoolean(),
        true,
        1,
        body.path("inferenceConfig").path("maxTokens").asInt(0),
        turns,
        names(tools),
        chars + (tools.isMissingNode() ? 0 : tools.toString().length()),
        Protocol.texts(body.path("inferenceConfig").path("stopSequences")));
  }

  /** A message is one turn, but for the results of tools, which are one each. */
  private static List<Ask.Turn> turns(JsonNode message) {
    List<Ask.Turn> results = new ArrayList<>();
    message.path("content").forEach(block -> result(block).ifPresent(results::add));
    if (!results.isEmpty()) return results;
    boolean assistant = message.path("role").asText().equals("assistant");
    Ask.Role role = assistant ? Ask.Role.ASSISTANT : Ask.Role.USER;
    return List.of(new Ask.Turn(role, Protocol.text(message.path("content"))));
  }

  private static Optional<Ask.Turn> result(JsonNode block) {
    if (!block.has("toolResult")) return Optional.empty();
    StringBuilder text = new StringBuilder();
    for (JsonNode part : block.path("toolResult").path("content")) {
      text.append(part.has("json") ? part.get("json").toString() : part.path("text").asText());
    }
    return Optional.of(new Ask.Turn(Ask.Role.TOOL, text.toString()));
  }

  private static Set<String> names(JsonNode tools) {
    Set<String> names = new HashSet<>();
    tools.forEach(tool -> names.add(tool.path("toolSpec").path("name").asText()));
    return names;
  }

  @Override
  public JsonNode whole(Completion completion) {
    ObjectNode json = JSON.createObjectNode();
    json.set("metrics", metrics());
    ObjectNode message = json.putObject("output").putObject("message");
    message.set("content", content(completion));
    message.put("role", "assistant");
    json.put("stopReason", stopReason(completion));
    completion.toldUse().ifPresent(use -> json.set("usage", usage(use)));
    return json;
  }

  private static ObjectNode metrics() {
    return JSON.createObjectNode().put("latencyMs", 12);
  }

  private static ArrayNode content(Completion completion) {
    ArrayNode content = JSON.createArrayNode();
    if (completion.thinks()) {
      content.addObject().set("reasoningContent", reasoning(completion));
    }
    if (completion.saysText()) content.addObject().put("text", completion.answer().text());
    for (Answer.ToolCall call : completion.answer().calls()) {
      ObjectNode toolUse = JSON.createObjectNode();
      toolUse.set("input", call.input());
      content.addObject().set("toolUse", named(call, toolUse));
    }
    return content;
  }

  private static ObjectNode reasoning(Completion completion) {
    ObjectNode reasoning = JSON.createObjectNode();
    if (completion.redacted()) return reasoning.put("redactedContent", REDACTED);
    reasoning.putObject("reasoningText").put("text", THOUGHT).put("signature", SIGNATURE);
    return reasoning;
  }

  private static ObjectNode named(Answer.ToolCall call, ObjectNode toolUse) {
    return toolUse.put("name", call.name()).put("toolUseId", call.id());
  }

  private static String stopReason(Completion completion) {
    String said = completion.stoppedBy().isPresent() ? "stop_sequence" : "end_turn";
    return completion.reason(said, "max_tokens", "tool_use");
  }

  /** Input without what the cache gave or got, which OpenAI's counts include. */
  private static ObjectNode usage(ToldUse use) {
    ObjectNode json = JSON.createObjectNode();
    if (use.written() > 0) json.set("cacheDetails", cacheDetails(use));
    if (use.cached() + use.written() > 0) {
      json.put("cacheReadInputTokens", use.cached()).put("cacheWriteInputTokens", use.written());
    }
    return json.put("inputTokens", use.plain())
        .put("outputTokens", use.output())
        .put("totalTokens", use.total());
  }

  /** The longer time comes first. */
  private static ArrayNode cacheDetails(ToldUse use) {
    ArrayNode details = JSON.createArrayNode();
    if (use.hour() > 0) details.addObject().put("inputTokens", use.hour()).put("ttl", "1h");
    long rest = use.written() - use.hour();
    if (rest > 0) details.addObject().put("inputTokens", rest).put("ttl", "5m");
    return details;
  }

  @Override
  public List<Frame> frames(Completion completion) {
    Blocks blocks = new Blocks();
    blocks.event("messageStart", JSON.createObjectNode().put("role", "assistant"), 0);
    if (completion.thinks()) blocks.reasoning(completion.redacted());
    if (completion.saysText()) blocks.text(completion.answer().text());
    completion.answer().calls().forEach(blocks::toolUse);
    ObjectNode stop = JSON.createObjectNode().put("stopReason", stopReason(completion));
    blocks.event("messageStop", stop, 0);
    blocks.frames.add(metadata(completion));
    return blocks.frames;
  }

  private static Frame metadata(Completion completion) {
    ObjectNode json = JSON.createObjectNode();
    json.set("metrics", metrics());
    completion.toldUse().ifPresent(use -> json.set("usage", usage(use)));
    return new Frame("metadata", json.toString(), 0, completion.usageTold());
  }

  /** Writes the blocks of one stream; only that of a tool's call has a start. */
  private static final class Blocks {

    private final List<Frame> frames = new ArrayList<>();
    private int index;

    void event(String type, ObjectNode event, long tokens) {
      frames.add(new Frame(type, event.toString(), tokens, false));
    }

    void reasoning(boolean redacted) {
      if (redacted) {
        reasoning("redactedContent", REDACTED);
      } else {
        reasoning("text", THOUGHT);
        reasoning("signature", SIGNATURE);
      }
      stop();
    }

    private void reasoning(String member, String piece) {
      ObjectNode delta = JSON.createObjectNode();
      delta.putObject("reasoningContent").put(member, piece);
      delta(delta, 0);
    }

    void text(String text) {
      for (String piece : Protocol.pieces(text)) {
        delta(JSON.createObjectNode().put("text", piece), Tokens.of(piece));
      }
      stop();
    }

    void toolUse(Answer.ToolCall call) {
      ObjectNode start = at();
      start.putObject("start").set("toolUse", named(call, JSON.createObjectNode()));
      event("contentBlockStart", start, 8 + Tokens.of(call.name()));
      ObjectNode delta = JSON.createObjectNode();
      delta.putObject("toolUse").put("input", call.arguments());
      delta(delta, Tokens.of(call.arguments()));
      stop();
    }

    private void delta(ObjectNode delta, long tokens) {
      ObjectNode event = at();
      event.set("delta", delta);
      event("contentBlockDelta", event, tokens);
    }

    private void stop() {
      event("contentBlockStop", at(), 0);
      index++;
    }

    private ObjectNode at() {
      return JSON.createObjectNode().put("contentBlockIndex", index);
    }
  }
}
