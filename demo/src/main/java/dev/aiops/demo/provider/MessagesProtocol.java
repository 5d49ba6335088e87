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
 * Anthropic's Messages API: requests and answers as documented at <a
 * href="https://docs.claude.com/en/api/messages">docs.claude.com/en/api/messages</a>, events at <a
 * href="https://docs.claude.com/en/docs/build-with-claude/streaming">streaming</a>, cached input at
 * <a href="https://docs.claude.com/en/docs/build-with-claude/prompt-caching">prompt-caching</a>,
 * thinking at <a
 * href="https://docs.claude.com/en/docs/build-with-claude/extended-thinking">extended-thinking</a>
 * (redacted too), web searches that the provider makes, and their count, at <a
 * href="https://docs.claude.com/en/docs/agents-and-tools/tool-use/web-search-tool">web-search-tool</a>,
 * reasons to stop at <a
 * href="https://docs.claude.com/en/api/handling-stop-reasons">handling-stop-reasons</a>, counts of
 * an event at <a href="https://docs.claude.com/en/api/messages">messages</a>, MessageDeltaUsage.
 * Nothing is written to its cache unless an order says so.
 */
final class MessagesProtocol implements Protocol {

  /** What breaks a stream off, as documented at streaming, error events. */
  static final Frame OVERLOADED =
      new Frame("error", Replies.anthropicError(529, "Overloaded").toString(), 0, false);

  static final String SIGNATURE = "c2lnbmF0dXJl";
  static final String THOUGHT = "The user wants an answer. Let me give one.";

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
        chars + Protocol.extraChars(body),
        Protocol.texts(body.path("stop_sequences")));
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
    if (completion.thinks()) content.add(thought(completion));
    for (int search = 0; search < completion.searches(); search++) {
      content.add(WebSearch.use(search, WebSearch.INPUT)).add(WebSearch.result(search));
    }
    if (completion.saysText()) content.add(text(completion.answer().text()));
    completion.answer().calls().forEach(call -> content.add(toolUse(call, call.input())));
    stop(completion, json);
    completion
        .toldUse()
        .ifPresent(use -> json.set("usage", WebSearch.count(completion, usage(use))));
    return json;
  }

  @Override
  public long fees(Completion completion) {
    return Math.multiplyExact(completion.searches(), PriceTable.SEARCH);
  }

  private static ObjectNode head(Completion completion) {
    return JSON.createObjectNode()
        .put("id", completion.id())
        .put("type", "message")
        .put("role", "assistant")
        .put("model", completion.model());
  }

  static ObjectNode text(String text) {
    return JSON.createObjectNode().put("type", "text").put("text", text);
  }

  private static ObjectNode thought(Completion completion) {
    return completion.redacted() ? redacted() : thinking(THOUGHT, SIGNATURE);
  }

  /** Thoughts that are encrypted for the sake of safety. */
  static ObjectNode redacted() {
    return JSON.createObjectNode().put("type", "redacted_thinking").put("data", "cmVkYWN0ZWQ=");
  }

  static ObjectNode thinking(String thinking, String signature) {
    return JSON.createObjectNode()
        .put("type", "thinking")
        .put("thinking", thinking)
        .put("signature", signature);
  }

  static ObjectNode toolUse(Answer.ToolCall call, JsonNode input) {
    ObjectNode block =
        JSON.createObjectNode()
            .put("type", "tool_use")
            .put("id", call.id())
            .put("name", call.name());
    block.set("input", input);
    return block;
  }

  private static String stopReason(Completion completion) {
    String said = completion.stoppedBy().isPresent() ? "stop_sequence" : "end_turn";
    return completion.reason(said, "max_tokens", "tool_use");
  }

  static void stop(Completion completion, ObjectNode json) {
    json.put("stop_reason", stopReason(completion));
    json.put("stop_sequence", completion.stoppedBy().orElse(null));
  }

  private static ObjectNode usage(ToldUse use) {
    ObjectNode json = input(use);
    json.putObject("cache_creation")
        .put("ephemeral_5m_input_tokens", use.written() - use.hour())
        .put("ephemeral_1h_input_tokens", use.hour());
    return output(use, json).put("service_tier", "standard");
  }

  /** Input without what the cache gave or got, which OpenAI's counts include. */
  private static ObjectNode input(ToldUse use) {
    return JSON.createObjectNode()
        .put("input_tokens", use.plain())
        .put("cache_creation_input_tokens", use.written())
        .put("cache_read_input_tokens", use.cached());
  }

  /** What the last event but one of a stream tells. */
  static ObjectNode end(ToldUse use) {
    return output(use, input(use));
  }

  private static ObjectNode output(ToldUse use, ObjectNode json) {
    json.put("output_tokens", use.output());
    if (use.reasoning() > 0) {
      json.putObject("output_tokens_details").put("thinking_tokens", use.reasoning());
    }
    return json;
  }

  @Override
  public Optional<Frame> breakOff() {
    return Optional.of(OVERLOADED);
  }

  @Override
  public List<Frame> frames(Completion completion) {
    MessageEvents events = new MessageEvents();
    events.add("message_start", start(completion), 0);
    events.add("ping", JSON.createObjectNode(), 0);
    if (completion.thinks()) events.thinking(completion.redacted());
    for (int search = 0; search < completion.searches(); search++) events.search(search);
    if (completion.saysText()) events.text(completion.answer().text());
    completion.answer().calls().forEach(events::toolUse);
    events.end(completion);
    return events.frames();
  }

  /** Tells the input, and an output that has just begun. */
  private static ObjectNode start(Completion completion) {
    ObjectNode message = head(completion);
    message.putArray("content");
    message.putNull("stop_reason").putNull("stop_sequence");
    completion.toldUse().ifPresent(use -> message.set("usage", begun(use)));
    ObjectNode event = JSON.createObjectNode();
    event.set("message", message);
    return event;
  }

  private static ObjectNode begun(ToldUse use) {
    ObjectNode usage = usage(use).put("output_tokens", 1);
    usage.remove("output_tokens_details");
    return usage;
  }
}
