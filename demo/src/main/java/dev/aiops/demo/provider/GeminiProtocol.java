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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gemini's generateContent and streamGenerateContent: requests and answers as documented at <a
 * href="https://ai.google.dev/api/generate-content">ai.google.dev/api/generate-content</a>,
 * function calls at <a
 * href="https://ai.google.dev/gemini-api/docs/function-calling">function-calling</a>, thinking at
 * <a
 * href="https://ai.google.dev/gemini-api/docs/generate-content/thinking">generate-content/thinking</a>
 * and <a href="https://ai.google.dev/gemini-api/docs/thought-signatures">thought-signatures</a> (a
 * part of thoughts only where they are asked for; the first call of a function is signed), cached
 * input at <a href="https://ai.google.dev/gemini-api/docs/caching">caching</a>. The path names the
 * model; so do Vertex AI's, which end the same.
 */
final class GeminiProtocol implements Protocol {

  private static final Pattern PATH =
      Pattern.compile(".*/models/([^/]+):(generateContent|streamGenerateContent)");

  private static final String THOUGHT = "The user wants an answer. Let me give one.";
  private static final String SIGNATURE = "c2lnbmF0dXJl";

  @Override
  public String endpoint() {
    return "generate_content";
  }

  /** Whether a request to {@code path} is one of this protocol. */
  static boolean speaks(String path) {
    return PATH.matcher(path).matches();
  }

  /** Puts what the path says where other protocols have it: the model, and whether to stream. */
  static void read(String path, ObjectNode body) {
    Matcher matcher = PATH.matcher(path);
    if (matcher.matches()) {
      body.put("model", matcher.group(1));
      body.put("stream", matcher.group(2).startsWith("stream"));
    }
  }

  @Override
  public Ask ask(JsonNode body) {
    List<Ask.Turn> turns = new ArrayList<>();
    if (body.has("systemInstruction")) {
      turns.add(new Ask.Turn(Ask.Role.SYSTEM, text(body.get("systemInstruction"))));
    }
    body.path("contents").forEach(content -> turns.addAll(turns(content)));
    if (turns.stream().noneMatch(turn -> turn.role() != Ask.Role.SYSTEM)) {
      throw new IllegalArgumentException(
          "* GenerateContentRequest.contents: contents is not specified");
    }
    JsonNode config = body.path("generationConfig");
    long chars = turns.stream().mapToLong(turn -> turn.text().length()).sum();
    return new Ask(
        Protocol.model(body),
        body.path("stream").asBoolean(),
        true,
        Math.max(1, config.path("candidateCount").asInt(1)),
        config.path("maxOutputTokens").asInt(0),
        turns,
        tools(body),
        chars + Protocol.extraChars(body),
        Protocol.texts(config.path("stopSequences")),
        config.path("thinkingConfig").path("includeThoughts").asBoolean());
  }

  private static String text(JsonNode content) {
    return Protocol.text(content.path("parts"));
  }

  /** A content is one turn, but for the results of functions, which are one each. */
  private static List<Ask.Turn> turns(JsonNode content) {
    List<Ask.Turn> results = new ArrayList<>();
    content.path("parts").forEach(part -> result(part).ifPresent(results::add));
    if (!results.isEmpty()) return results;
    boolean model = content.path("role").asText().equals("model");
    return List.of(new Ask.Turn(model ? Ask.Role.ASSISTANT : Ask.Role.USER, text(content)));
  }

  private static Optional<Ask.Turn> result(JsonNode part) {
    if (!part.has("functionResponse")) return Optional.empty();
    JsonNode response = part.path("functionResponse").path("response");
    String text = response.has("result") ? response.get("result").asText() : response.toString();
    return Optional.of(new Ask.Turn(Ask.Role.TOOL, text));
  }

  private static Set<String> tools(JsonNode body) {
    Set<String> names = new HashSet<>();
    body.path("tools")
        .forEach(
            tool ->
                tool.path("functionDeclarations")
                    .forEach(function -> names.add(function.path("name").asText())));
    return names;
  }

  @Override
  public JsonNode whole(Completion completion) {
    ArrayNode parts = JSON.createArrayNode();
    if (showsThoughts(completion)) parts.add(thought());
    if (completion.saysText()) parts.addObject().put("text", completion.answer().text());
    functionCalls(completion).forEach(parts::add);
    ObjectNode json = JSON.createObjectNode();
    ArrayNode candidates = json.putArray("candidates");
    for (int index = 0; index < completion.ask().choices(); index++) {
      candidates.add(candidate(parts.deepCopy(), finishReason(completion), index));
    }
    completion.toldUse().ifPresent(use -> json.set("usageMetadata", usage(use, use.output())));
    return tail(json, completion);
  }

  private static ObjectNode candidate(ArrayNode parts, @Nullable String finishReason, int index) {
    ObjectNode candidate = JSON.createObjectNode();
    ObjectNode content = candidate.putObject("content");
    content.set("parts", parts);
    content.put("role", "model");
    if (finishReason != null) candidate.put("finishReason", finishReason);
    return candidate.put("index", index);
  }

  private static boolean showsThoughts(Completion completion) {
    return completion.thinks() && completion.ask().showsThoughts();
  }

  private static ObjectNode thought() {
    return JSON.createObjectNode().put("text", THOUGHT).put("thought", true);
  }

  private static List<ObjectNode> functionCalls(Completion completion) {
    List<ObjectNode> parts = new ArrayList<>();
    completion.answer().calls().forEach(call -> parts.add(functionCall(call)));
    if (completion.thinks() && !parts.isEmpty()) parts.get(0).put("thoughtSignature", SIGNATURE);
    return parts;
  }

  private static ObjectNode functionCall(Answer.ToolCall call) {
    ObjectNode part = JSON.createObjectNode();
    part.putObject("functionCall").put("name", call.name()).set("args", call.input());
    return part;
  }

  /** A function call ends an answer as its text does. */
  private static String finishReason(Completion completion) {
    return completion.reason("STOP", "MAX_TOKENS", "STOP");
  }

  /** Candidates without thoughts, which OpenAI's counts include. */
  private static ObjectNode usage(ToldUse use, long output) {
    ObjectNode json = JSON.createObjectNode().put("promptTokenCount", use.input());
    if (use.cached() > 0) json.put("cachedContentTokenCount", use.cached());
    json.put("candidatesTokenCount", Math.max(0, output - use.reasoning()));
    json.put("totalTokenCount", use.input() + output);
    json.set("promptTokensDetails", text(use.input()));
    if (use.cached() > 0) json.set("cacheTokensDetails", text(use.cached()));
    if (use.reasoning() > 0) json.put("thoughtsTokenCount", use.reasoning());
    return json;
  }

  private static ArrayNode text(long tokens) {
    ArrayNode details = JSON.createArrayNode();
    details.addObject().put("modality", "TEXT").put("tokenCount", tokens);
    return details;
  }

  private static ObjectNode tail(ObjectNode json, Completion completion) {
    return json.put("modelVersion", completion.model()).put("responseId", completion.id());
  }

  /** Each tells the usage until then; the last has the reason. */
  @Override
  public List<Frame> frames(Completion completion) {
    List<Piece> pieces = pieces(completion);
    List<Frame> frames = new ArrayList<>();
    long output = completion.use().reasoning();
    for (int i = 0; i < pieces.size(); i++) {
      output += pieces.get(i).tokens();
      frames.add(frame(completion, pieces.get(i), i == pieces.size() - 1, output));
    }
    return frames;
  }

  private record Piece(ObjectNode part, long tokens) {}

  private static List<Piece> pieces(Completion completion) {
    List<Piece> pieces = new ArrayList<>();
    if (showsThoughts(completion)) pieces.add(new Piece(thought(), 0));
    if (completion.saysText()) {
      for (String text : Protocol.pieces(completion.answer().text())) {
        pieces.add(new Piece(JSON.createObjectNode().put("text", text), Tokens.of(text)));
      }
    }
    List<ObjectNode> calls = functionCalls(completion);
    for (int i = 0; i < calls.size(); i++) {
      Answer.ToolCall call = completion.answer().calls().get(i);
      long tokens = 8 + Tokens.of(call.name()) + Tokens.of(call.arguments());
      pieces.add(new Piece(calls.get(i), tokens));
    }
    if (pieces.isEmpty()) pieces.add(new Piece(JSON.createObjectNode().put("text", ""), 0));
    return pieces;
  }

  private static Frame frame(Completion completion, Piece piece, boolean last, long output) {
    ObjectNode json = JSON.createObjectNode();
    ArrayNode parts = JSON.createArrayNode().add(piece.part());
    json.putArray("candidates").add(candidate(parts, last ? finishReason(completion) : null, 0));
    completion
        .toldUse()
        .ifPresent(use -> json.set("usageMetadata", usage(use, last ? use.output() : output)));
    boolean usage = last && completion.usageTold();
    return new Frame("", tail(json, completion).toString(), piece.tokens(), usage);
  }
}
