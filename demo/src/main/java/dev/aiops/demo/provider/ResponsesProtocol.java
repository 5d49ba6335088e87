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
import java.util.Set;

/**
 * The responses API, as <a
 * href="https://platform.openai.com/docs/api-reference/responses">documented</a>.
 */
final class ResponsesProtocol implements Protocol {

  @Override
  public String endpoint() {
    return "responses";
  }

  @Override
  public Ask ask(JsonNode body) {
    List<Ask.Turn> turns = new ArrayList<>();
    if (body.hasNonNull("instructions")) {
      turns.add(new Ask.Turn(Ask.Role.SYSTEM, body.get("instructions").asText()));
    }
    JsonNode input = body.path("input");
    if (input.isTextual()) turns.add(new Ask.Turn(Ask.Role.USER, input.textValue()));
    if (input.isArray()) input.forEach(item -> turns.add(turn(item)));
    if (turns.isEmpty()) throw new IllegalArgumentException("Missing required parameter: 'input'");
    long chars = turns.stream().mapToLong(turn -> turn.text().length()).sum();
    return new Ask(
        Protocol.model(body),
        body.path("stream").asBoolean(),
        true,
        1,
        body.path("max_output_tokens").asInt(0),
        turns,
        tools(body),
        chars + Protocol.extraChars(body));
  }

  private static Ask.Turn turn(JsonNode item) {
    return switch (item.path("type").asText("message")) {
      case "function_call" -> new Ask.Turn(Ask.Role.ASSISTANT, item.path("arguments").asText());
      case "function_call_output" -> new Ask.Turn(Ask.Role.TOOL, item.path("output").asText());
      default -> new Ask.Turn(role(item), Protocol.text(item.path("content")));
    };
  }

  private static Ask.Role role(JsonNode item) {
    return switch (item.path("role").asText()) {
      case "system", "developer" -> Ask.Role.SYSTEM;
      case "assistant" -> Ask.Role.ASSISTANT;
      default -> Ask.Role.USER;
    };
  }

  private static Set<String> tools(JsonNode body) {
    Set<String> names = new HashSet<>();
    body.path("tools").forEach(tool -> names.add(tool.path("name").asText()));
    return names;
  }

  @Override
  public JsonNode whole(Completion completion) {
    ObjectNode json = head(completion, completion.limited() ? "incomplete" : "completed");
    if (completion.limited())
      json.putObject("incomplete_details").put("reason", "max_output_tokens");
    ArrayNode output = json.putArray("output");
    items(completion).forEach(output::add);
    completion.toldUse().ifPresent(use -> json.set("usage", usage(use)));
    return json;
  }

  private static ObjectNode head(Completion completion, String status) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("id", completion.id())
            .put("object", "response")
            .put("created_at", completion.createdSeconds())
            .put("status", status)
            .put("background", false)
            .put("model", completion.model())
            .put("service_tier", completion.tier())
            .put("parallel_tool_calls", true)
            .put("store", true)
            .put("temperature", 1.0)
            .put("top_p", 1.0)
            .put("tool_choice", "auto")
            .put("truncation", "disabled");
    json.putNull("error").putNull("incomplete_details").putNull("instructions");
    json.putArray("tools");
    json.putArray("output");
    json.putObject("metadata");
    return json;
  }

  private static List<ObjectNode> items(Completion completion) {
    List<ObjectNode> items = new ArrayList<>();
    if (completion.use().reasoning() > 0) items.add(reasoning(completion));
    if (!completion.answer().text().isEmpty() || completion.answer().calls().isEmpty()) {
      items.add(message(completion, completion.answer().text(), "completed"));
    }
    completion
        .answer()
        .calls()
        .forEach(call -> items.add(call(call, call.arguments(), "completed")));
    return items;
  }

  private static ObjectNode reasoning(Completion completion) {
    ObjectNode item = JSON.createObjectNode().put("id", "rs_" + completion.id());
    item.put("type", "reasoning").putArray("summary");
    return item;
  }

  private static ObjectNode message(Completion completion, String text, String status) {
    ObjectNode item =
        JSON.createObjectNode()
            .put("id", "msg_" + completion.id())
            .put("type", "message")
            .put("status", status)
            .put("role", "assistant");
    item.putArray("content").add(part(text));
    return item;
  }

  private static ObjectNode part(String text) {
    ObjectNode part = JSON.createObjectNode().put("type", "output_text").put("text", text);
    part.putArray("annotations");
    part.putArray("logprobs");
    return part;
  }

  private static ObjectNode call(Answer.ToolCall call, String arguments, String status) {
    return JSON.createObjectNode()
        .put("id", "fc_" + call.id())
        .put("type", "function_call")
        .put("status", status)
        .put("call_id", call.id())
        .put("name", call.name())
        .put("arguments", arguments);
  }

  private static ObjectNode usage(ToldUse use) {
    ObjectNode json = JSON.createObjectNode().put("input_tokens", use.input());
    json.putObject("input_tokens_details").put("cached_tokens", use.cached());
    json.put("output_tokens", use.output());
    json.putObject("output_tokens_details").put("reasoning_tokens", use.reasoning());
    return json.put("total_tokens", use.total());
  }

  @Override
  public List<Frame> frames(Completion completion) {
    Events events = new Events();
    events.add("response.created", response(head(completion, "in_progress")), 0);
    events.add("response.in_progress", response(head(completion, "in_progress")), 0);
    int index = 0;
    for (ObjectNode item : items(completion)) item(completion, item, index++, events);
    ObjectNode whole = (ObjectNode) whole(completion);
    String last = completion.limited() ? "response.incomplete" : "response.completed";
    return events.closedBy(last, response(whole), completion.usageTold());
  }

  private static ObjectNode response(ObjectNode response) {
    ObjectNode event = JSON.createObjectNode();
    event.set("response", response);
    return event;
  }

  private static void item(Completion completion, ObjectNode item, int index, Events events) {
    String type = item.get("type").asText();
    ObjectNode opened = item.deepCopy();
    if (type.equals("message")) opened.put("status", "in_progress").putArray("content");
    if (type.equals("function_call")) opened.put("status", "in_progress").put("arguments", "");
    events.add("response.output_item.added", ofItem(opened, index), 0);
    if (type.equals("message")) text(item, completion.answer().text(), index, events);
    if (type.equals("function_call")) arguments(item, index, events);
    events.add("response.output_item.done", ofItem(item, index), 0);
  }

  private static ObjectNode ofItem(ObjectNode item, int index) {
    ObjectNode event = JSON.createObjectNode().put("output_index", index);
    event.set("item", item);
    return event;
  }

  private static void text(ObjectNode item, String text, int index, Events events) {
    ObjectNode at = in(item, index).put("content_index", 0);
    events.add("response.content_part.added", withPart(at, ""), 0);
    for (String piece : Protocol.pieces(text)) {
      ObjectNode delta = at.deepCopy().put("delta", piece);
      delta.putArray("logprobs");
      events.add("response.output_text.delta", delta, Tokens.of(piece));
    }
    ObjectNode done = at.deepCopy().put("text", text);
    done.putArray("logprobs");
    events.add("response.output_text.done", done, 0);
    events.add("response.content_part.done", withPart(at, text), 0);
  }

  private static void arguments(ObjectNode item, int index, Events events) {
    String arguments = item.get("arguments").asText();
    ObjectNode at = in(item, index);
    ObjectNode delta = at.deepCopy().put("delta", arguments);
    events.add("response.function_call_arguments.delta", delta, 8 + Tokens.of(arguments));
    ObjectNode done = at.deepCopy().put("name", item.get("name").asText());
    events.add("response.function_call_arguments.done", done.put("arguments", arguments), 0);
  }

  private static ObjectNode in(ObjectNode item, int index) {
    return JSON.createObjectNode()
        .put("item_id", item.get("id").asText())
        .put("output_index", index);
  }

  private static ObjectNode withPart(ObjectNode at, String text) {
    ObjectNode event = at.deepCopy();
    event.set("part", part(text));
    return event;
  }

  /** Numbers and names the events of one stream. */
  private static final class Events {

    private final List<Frame> frames = new ArrayList<>();

    void add(String type, ObjectNode event, long tokens) {
      frames.add(frame(type, event, tokens, false));
    }

    List<Frame> closedBy(String type, ObjectNode event, boolean usage) {
      frames.add(frame(type, event, 0, usage));
      return frames;
    }

    private Frame frame(String type, ObjectNode event, long tokens, boolean usage) {
      ObjectNode named = JSON.createObjectNode().put("type", type);
      named.put("sequence_number", frames.size()).setAll(event);
      return new Frame(type, named.toString(), tokens, usage);
    }
  }
}
