/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Anthropic's Messages API: requests and answers as documented at <a
 * href="https://docs.claude.com/en/api/messages">docs.claude.com/en/api/messages</a>, events at <a
 * href="https://docs.claude.com/en/docs/build-with-claude/streaming">streaming</a>, cached input at
 * <a href="https://docs.claude.com/en/docs/build-with-claude/prompt-caching">prompt-caching</a>,
 * thinking at <a
 * href="https://docs.claude.com/en/docs/build-with-claude/extended-thinking">extended-thinking</a>.
 * Nothing is written to its cache unless an order says so.
 */
final class MessagesProtocol implements Protocol {

  /** What breaks a stream off, as documented at streaming, error events. */
  static final Frame OVERLOADED =
      new Frame("error", Replies.anthropicError(529, "Overloaded").toString(), 0, false);

  private static final String THOUGHT = "The user wants an answer. Let me give one.";

  @Override
  public String endpoint() {
    return "messages";
  }

  @Override
  public Ask ask(JsonNode body) {
    if (body.path("max_tokens").asInt(0) < 1) {
      throw new IllegalArgumentException("max_tokens: Field required");
    }
    List<Ask.Turn> turns = new ArrayList<>();
    if (body.hasNonNull("system")) {
      turns.add(new Ask.Turn(Ask.Role.SYSTEM, Protocol.text(body.get("system"))));
    }
    body.path("messages").forEach(message -> turns.addAll(turns(message)));
    if (turns.stream().noneMatch(turn -> turn.role() != Ask.Role.SYSTEM)) {
      throw new IllegalArgumentException("messages: at least one message is required");
    }
    long chars = turns.stream().mapToLong(turn -> turn.text().length()).sum();
    return new Ask(
        Protocol.model(body),
        body.path("stream").asBoolean(),
        true,
        1,
        body.path("max_tokens").asInt(),
        turns,
        tools(body),
        chars + Protocol.extraChars(body));
  }

  /** A message is one turn, but for the results of tools, which are one each. */
  private static List<Ask.Turn> turns(JsonNode message) {
    List<Ask.Turn> results = new ArrayList<>();
    message
        .path("content")
        .forEach(
            block -> {
              if (block.path("type").asText().equals("tool_result")) {
                results.add(new Ask.Turn(Ask.Role.TOOL, Protocol.text(block.path("content"))));
              }
            });
    if (!results.isEmpty()) return results;
    boolean assistant = message.path("role").asText().equals("assistant");
    Ask.Role role = assistant ? Ask.Role.ASSISTANT : Ask.Role.USER;
    return List.of(new Ask.Turn(role, Protocol.text(message.path("content"))));
  }

  private static Set<String> tools(JsonNode body) {
    Set<String> names = new HashSet<>();
    body.path("tools").forEach(tool -> names.add(tool.path("name").asText()));
    return names;
  }

  @Override
  public JsonNode whole(Completion completion) {
    ObjectNode json = head(completion);
    ArrayNode content = json.putArray("content");
    if (completion.use().reasoning() > 0) content.add(thinking(THOUGHT, "c2lnbmF0dXJl"));
    if (saysText(completion)) content.add(text(completion.answer().text()));
    completion.answer().calls().forEach(call -> content.add(toolUse(call, input(call))));
    json.put("stop_reason", stopReason(completion)).putNull("stop_sequence");
    completion.toldUse().ifPresent(use -> json.set("usage", usage(use)));
    return json;
  }

  private static boolean saysText(Completion completion) {
    return !completion.answer().text().isEmpty() || completion.answer().calls().isEmpty();
  }

  private static ObjectNode head(Completion completion) {
    return JSON.createObjectNode()
        .put("id", completion.id())
        .put("type", "message")
        .put("role", "assistant")
        .put("model", completion.model());
  }

  private static ObjectNode text(String text) {
    return JSON.createObjectNode().put("type", "text").put("text", text);
  }

  private static ObjectNode thinking(String thinking, String signature) {
    return JSON.createObjectNode()
        .put("type", "thinking")
        .put("thinking", thinking)
        .put("signature", signature);
  }

  private static ObjectNode toolUse(Answer.ToolCall call, JsonNode input) {
    ObjectNode block =
        JSON.createObjectNode()
            .put("type", "tool_use")
            .put("id", call.id())
            .put("name", call.name());
    block.set("input", input);
    return block;
  }

  private static JsonNode input(Answer.ToolCall call) {
    try {
      return JSON.readTree(call.arguments());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("arguments of a tool are JSON: " + call.arguments(), e);
    }
  }

  private static String stopReason(Completion completion) {
    if (completion.limited()) return "max_tokens";
    return completion.answer().calls().isEmpty() ? "end_turn" : "tool_use";
  }

  /** Input without what the cache gave, which OpenAI's counts include. */
  private static ObjectNode usage(ToldUse use) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("input_tokens", use.input() - use.cached() - use.written())
            .put("cache_creation_input_tokens", use.written())
            .put("cache_read_input_tokens", use.cached());
    json.putObject("cache_creation")
        .put("ephemeral_5m_input_tokens", use.written())
        .put("ephemeral_1h_input_tokens", 0);
    json.put("output_tokens", use.output()).put("service_tier", "standard");
    if (use.reasoning() > 0) {
      json.putObject("output_tokens_details").put("thinking_tokens", use.reasoning());
    }
    return json;
  }

  @Override
  public List<Frame> frames(Completion completion) {
    Events events = new Events();
    events.add("message_start", start(completion), 0);
    events.add("ping", JSON.createObjectNode(), 0);
    if (completion.use().reasoning() > 0) events.thinking();
    if (saysText(completion)) events.text(completion.answer().text());
    completion.answer().calls().forEach(events::toolUse);
    events.end(completion);
    return events.frames;
  }

  /** Tells the input, and an output that has just begun. */
  private static ObjectNode start(Completion completion) {
    ObjectNode message = head(completion);
    message.putArray("content");
    message.putNull("stop_reason").putNull("stop_sequence");
    completion.toldUse().ifPresent(use -> message.set("usage", usage(use).put("output_tokens", 1)));
    ObjectNode event = JSON.createObjectNode();
    event.set("message", message);
    return event;
  }

  /** Writes the events of one stream; blocks are numbered. */
  private static final class Events {

    private final List<Frame> frames = new ArrayList<>();
    private int index;

    void add(String type, ObjectNode event, long tokens) {
      frames.add(frame(type, event, tokens, false));
    }

    void thinking() {
      begin(MessagesProtocol.thinking("", ""));
      delta("thinking_delta", "thinking", THOUGHT, 0);
      delta("signature_delta", "signature", "c2lnbmF0dXJl", 0);
      stop();
    }

    void text(String text) {
      begin(MessagesProtocol.text(""));
      Protocol.pieces(text).forEach(piece -> delta("text_delta", "text", piece, Tokens.of(piece)));
      stop();
    }

    void toolUse(Answer.ToolCall call) {
      begin(MessagesProtocol.toolUse(call, JSON.createObjectNode()));
      delta("input_json_delta", "partial_json", "", 8 + Tokens.of(call.name()));
      delta("input_json_delta", "partial_json", call.arguments(), Tokens.of(call.arguments()));
      stop();
    }

    private void begin(ObjectNode block) {
      ObjectNode event = at();
      event.set("content_block", block);
      add("content_block_start", event, 0);
    }

    private void delta(String type, String name, String piece, long tokens) {
      ObjectNode event = at();
      event.putObject("delta").put("type", type).put(name, piece);
      add("content_block_delta", event, tokens);
    }

    private void stop() {
      add("content_block_stop", at(), 0);
      index++;
    }

    private ObjectNode at() {
      return JSON.createObjectNode().put("index", index);
    }

    /** The last counts come with the reason. */
    void end(Completion completion) {
      ObjectNode event = JSON.createObjectNode();
      event.putObject("delta").put("stop_reason", stopReason(completion)).putNull("stop_sequence");
      completion.toldUse().ifPresent(use -> event.set("usage", usage(use)));
      frames.add(frame("message_delta", event, 0, completion.usageTold()));
      add("message_stop", JSON.createObjectNode(), 0);
    }

    private static Frame frame(String type, ObjectNode event, long tokens, boolean usage) {
      ObjectNode named = JSON.createObjectNode().put("type", type);
      named.setAll(event);
      return new Frame(type, named.toString(), tokens, usage);
    }
  }
}
