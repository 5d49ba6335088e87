/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Cohere Command R's bodies of InvokeModel, as documented at <a
 * href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-cohere-command-r-plus.html">model-parameters-cohere-command-r-plus</a>;
 * its events are Cohere's own, of <a
 * href="https://docs.cohere.com/v1/docs/streaming">docs.cohere.com/v1/docs/streaming</a>, which
 * write the reasons to finish in capitals. Only streams count what was used.
 */
final class CommandRProtocol implements Protocol {

  @Override
  public String endpoint() {
    return "invoke_model";
  }

  @Override
  public Ask ask(JsonNode body) {
    String message = body.path("message").asText();
    if (message.isEmpty()) throw new IllegalArgumentException("message: Field required");
    List<Ask.Turn> turns = new ArrayList<>();
    if (body.hasNonNull("preamble")) {
      turns.add(new Ask.Turn(Ask.Role.SYSTEM, body.get("preamble").asText()));
    }
    body.path("chat_history").forEach(turn -> turns.add(turn(turn)));
    turns.add(new Ask.Turn(Ask.Role.USER, message));
    turns.addAll(results(body.path("tool_results")));
    long chars = turns.stream().mapToLong(turn -> turn.text().length()).sum();
    return new Ask(
        Protocol.model(body),
        body.path("stream").asBoolean(),
        true,
        1,
        body.path("max_tokens").asInt(0),
        turns,
        tools(body),
        chars + Protocol.extraChars(body));
  }

  private static Ask.Turn turn(JsonNode turn) {
    boolean user = turn.path("role").asText().equals("USER");
    return new Ask.Turn(user ? Ask.Role.USER : Ask.Role.ASSISTANT, turn.path("message").asText());
  }

  /** Results come with the calls they are of, which is what the model said. */
  private static List<Ask.Turn> results(JsonNode results) {
    List<Ask.Turn> turns = new ArrayList<>();
    if (!results.isEmpty()) turns.add(new Ask.Turn(Ask.Role.ASSISTANT, ""));
    for (JsonNode result : results) {
      turns.add(new Ask.Turn(Ask.Role.TOOL, Protocol.text(result.path("outputs"))));
    }
    return turns;
  }

  private static Set<String> tools(JsonNode body) {
    Set<String> names = new TreeSet<>();
    body.path("tools").forEach(tool -> names.add(tool.path("name").asText()));
    return names;
  }

  @Override
  public JsonNode whole(Completion completion) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("response_id", completion.id())
            .put("text", completion.answer().text())
            .put("generation_id", completion.id() + "-1");
    json.putArray("chat_history")
        .addObject()
        .put("role", "USER")
        .put("message", completion.ask().userText());
    json.put("finish_reason", reason(completion));
    List<Answer.ToolCall> calls = completion.answer().calls();
    if (!calls.isEmpty()) calls.forEach(call -> call(json.withArray("tool_calls"), call));
    return json;
  }

  private static void call(ArrayNode calls, Answer.ToolCall call) {
    calls.addObject().put("name", call.name()).set("parameters", call.input());
  }

  private static String reason(Completion completion) {
    return completion.reason("COMPLETE", "MAX_TOKENS", "COMPLETE");
  }

  @Override
  public List<Frame> frames(Completion completion) {
    List<Frame> frames = new ArrayList<>();
    ObjectNode start = event("stream-start", false).put("generation_id", completion.id() + "-1");
    frames.add(Frame.of(start.toString(), 0));
    for (String piece : Protocol.pieces(completion.answer().text())) {
      ObjectNode text = event("text-generation", false).put("text", piece);
      frames.add(Frame.of(text.toString(), Tokens.of(piece)));
    }
    ObjectNode end = event("stream-end", true).put("finish_reason", reason(completion));
    end.set("response", counted(completion));
    frames.add(Frame.of(end.toString(), 0));
    return frames;
  }

  private ObjectNode counted(Completion completion) {
    ObjectNode json = (ObjectNode) whole(completion);
    completion.toldUse().ifPresent(use -> json.set("meta", meta(use)));
    return json;
  }

  private static ObjectNode meta(ToldUse use) {
    ObjectNode meta = JSON.createObjectNode();
    meta.putObject("api_version").put("version", "1");
    meta.putObject("billed_units")
        .put("input_tokens", use.input())
        .put("output_tokens", use.output());
    return meta;
  }

  private static ObjectNode event(String type, boolean finished) {
    return JSON.createObjectNode().put("event_type", type).put("is_finished", finished);
  }
}
