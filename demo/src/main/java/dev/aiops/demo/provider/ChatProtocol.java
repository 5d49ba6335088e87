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
import org.jspecify.annotations.Nullable;

/**
 * Chat completions, as <a
 * href="https://platform.openai.com/docs/api-reference/chat">documented</a>.
 */
final class ChatProtocol implements Protocol {

  private static final int ARGUMENT_PIECE = 12;

  @Override
  public String endpoint() {
    return "chat";
  }

  @Override
  public Ask ask(JsonNode body) {
    JsonNode messages = body.path("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      throw new IllegalArgumentException("[] is too short - 'messages'");
    }
    List<Ask.Turn> turns = new ArrayList<>();
    messages.forEach(message -> turns.add(turn(message)));
    return new Ask(
        Protocol.model(body),
        body.path("stream").asBoolean(),
        body.path("stream_options").path("include_usage").asBoolean(),
        body.path("n").asInt(1),
        body.path("max_completion_tokens").asInt(body.path("max_tokens").asInt(0)),
        turns,
        tools(body),
        chars(turns, messages) + Protocol.extraChars(body));
  }

  private static Ask.Turn turn(JsonNode message) {
    return new Ask.Turn(
        switch (message.path("role").asText()) {
          case "system", "developer" -> Ask.Role.SYSTEM;
          case "user" -> Ask.Role.USER;
          case "assistant" -> Ask.Role.ASSISTANT;
          case "tool", "function" -> Ask.Role.TOOL;
          default -> throw new IllegalArgumentException("Invalid value: 'messages[].role'");
        },
        Protocol.text(message.path("content")));
  }

  private static long chars(List<Ask.Turn> turns, JsonNode messages) {
    long chars = turns.stream().mapToLong(turn -> turn.text().length()).sum();
    for (JsonNode message : messages) {
      if (message.has("tool_calls")) chars += message.get("tool_calls").toString().length();
    }
    return chars;
  }

  private static Set<String> tools(JsonNode body) {
    Set<String> names = new HashSet<>();
    body.path("tools").forEach(tool -> names.add(tool.path("function").path("name").asText()));
    return names;
  }

  @Override
  public JsonNode whole(Completion completion) {
    ObjectNode json = head(completion, "chat.completion");
    ArrayNode choices = json.putArray("choices");
    for (int index = 0; index < completion.ask().choices(); index++) {
      ObjectNode choice = choices.addObject().put("index", index);
      choice.set("message", message(completion.answer()));
      choice.putNull("logprobs").put("finish_reason", completion.finishReason());
    }
    completion.toldUse().ifPresent(use -> json.set("usage", usage(use)));
    return json;
  }

  private static ObjectNode message(Answer answer) {
    ObjectNode message = JSON.createObjectNode().put("role", "assistant");
    if (answer.calls().isEmpty() || !answer.text().isEmpty()) {
      message.put("content", answer.text());
    } else {
      message.putNull("content");
    }
    message.putNull("refusal").putArray("annotations");
    if (!answer.calls().isEmpty()) {
      ArrayNode calls = message.putArray("tool_calls");
      answer.calls().forEach(call -> calls.add(call(call, call.arguments())));
    }
    return message;
  }

  private static ObjectNode call(Answer.ToolCall call, String arguments) {
    ObjectNode json = JSON.createObjectNode().put("id", call.id()).put("type", "function");
    json.putObject("function").put("name", call.name()).put("arguments", arguments);
    return json;
  }

  private static ObjectNode usage(ToldUse use) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("prompt_tokens", use.input())
            .put("completion_tokens", use.output())
            .put("total_tokens", use.total());
    json.putObject("prompt_tokens_details")
        .put("cached_tokens", use.cached())
        .put("audio_tokens", 0);
    json.putObject("completion_tokens_details")
        .put("reasoning_tokens", use.reasoning())
        .put("audio_tokens", 0)
        .put("accepted_prediction_tokens", 0)
        .put("rejected_prediction_tokens", 0);
    return json;
  }

  private static ObjectNode head(Completion completion, String object) {
    return JSON.createObjectNode()
        .put("id", completion.id())
        .put("object", object)
        .put("created", completion.createdSeconds())
        .put("model", completion.model())
        .put("service_tier", completion.tier())
        .put("system_fingerprint", "fp_simulated");
  }

  @Override
  public List<Frame> frames(Completion completion) {
    List<Frame> frames = new ArrayList<>();
    for (int index = 0; index < completion.ask().choices(); index++)
      choice(completion, index, frames);
    if (completion.ask().includeUsage())
      completion.toldUse().ifPresent(use -> frames.add(usageFrame(completion, use)));
    frames.add(Frame.of("[DONE]", 0));
    return frames;
  }

  private static void choice(Completion completion, int index, List<Frame> frames) {
    ObjectNode first = JSON.createObjectNode().put("role", "assistant").put("content", "");
    frames.add(chunk(completion, index, first.putNull("refusal"), null, 0));
    for (String piece : Protocol.pieces(completion.answer().text())) {
      ObjectNode delta = JSON.createObjectNode().put("content", piece);
      frames.add(chunk(completion, index, delta, null, Tokens.of(piece)));
    }
    List<Answer.ToolCall> calls = completion.answer().calls();
    for (int call = 0; call < calls.size(); call++) {
      callDeltas(completion, index, call, calls.get(call), frames);
    }
    frames.add(chunk(completion, index, JSON.createObjectNode(), completion.finishReason(), 0));
  }

  private static void callDeltas(
      Completion completion, int index, int at, Answer.ToolCall call, List<Frame> frames) {
    ObjectNode opening = call(call, "").put("index", at);
    frames.add(chunk(completion, index, calls(opening), null, 8 + Tokens.of(call.name())));
    String arguments = call.arguments();
    for (int from = 0; from < arguments.length(); from += ARGUMENT_PIECE) {
      String piece = arguments.substring(from, Math.min(arguments.length(), from + ARGUMENT_PIECE));
      ObjectNode delta = JSON.createObjectNode().put("index", at);
      delta.putObject("function").put("arguments", piece);
      frames.add(chunk(completion, index, calls(delta), null, Tokens.of(piece)));
    }
  }

  private static ObjectNode calls(ObjectNode call) {
    ObjectNode delta = JSON.createObjectNode();
    delta.putArray("tool_calls").add(call);
    return delta;
  }

  private static Frame chunk(
      Completion completion, int index, ObjectNode delta, @Nullable String finish, long tokens) {
    ObjectNode json = head(completion, "chat.completion.chunk");
    ObjectNode choice = json.putArray("choices").addObject().put("index", index);
    choice.set("delta", delta);
    choice.putNull("logprobs").put("finish_reason", finish);
    if (completion.ask().includeUsage()) json.putNull("usage");
    return Frame.of(json.toString(), tokens);
  }

  private static Frame usageFrame(Completion completion, ToldUse use) {
    ObjectNode json = head(completion, "chat.completion.chunk");
    json.putArray("choices");
    json.set("usage", usage(use));
    return new Frame("", json.toString(), 0, true);
  }
}
