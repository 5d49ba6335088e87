/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of the protocols of OpenAI, Anthropic, Google and AWS: how a request is read and an answer
 * written.
 */
interface Protocol {

  /** Reads and writes messages of any size; Jackson by itself stops at 20 MB. */
  JsonMapper JSON =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
              .build());

  /** Text is streamed word by word, but never in more pieces than this. */
  int MOST_PIECES = 400;

  /** The ledger's name of it. */
  String endpoint();

  /**
   * Reads a request body.
   *
   * @throws IllegalArgumentException if it is none of this protocol; the message says why
   */
  Ask ask(JsonNode body);

  /** The answer as one JSON document. */
  JsonNode whole(Completion completion);

  /** What the head of a whole answer says of it, by the names of the headers. */
  default Map<String, String> headers(Completion completion) {
    return Map.of();
  }

  /** The answer as a stream of events, the closing one included. */
  List<Frame> frames(Completion completion);

  /** What the provider bills beside the tokens, in nano-USD. */
  default long fees(Completion completion) {
    return 0;
  }

  /** How its events are put on the wire. */
  default Framing framing() {
    return Framing.SERVER_SENT;
  }

  /** The event by which a stream breaks off; empty where the protocol has none. */
  default Optional<Frame> breakOff() {
    return Optional.empty();
  }

  /** {@code text} in the pieces it is streamed in. */
  static List<String> pieces(String text) {
    int least = Math.max(1, text.length() / MOST_PIECES);
    List<String> pieces = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int space = text.indexOf(' ', start + least);
      int end = space < 0 ? text.length() : space + 1;
      pieces.add(text.substring(start, end));
      start = end;
    }
    return pieces;
  }

  /** All text of a message's content: a string, or a list of parts. */
  static String text(JsonNode content) {
    if (content.isTextual()) return content.textValue();
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asText("")));
    return text.toString();
  }

  /** Size of the tools offered and of the answer's schema: the model reads those, too. */
  static long extraChars(JsonNode body) {
    long chars = 0;
    for (String key : List.of("tools", "response_format", "text")) {
      if (body.has(key)) chars += body.get(key).toString().length();
    }
    return chars;
  }

  /** The texts of a list, which may be missing. */
  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  static String model(JsonNode body) {
    String model = body.path("model").asText("");
    if (model.isEmpty()) throw new IllegalArgumentException("you must provide a model parameter");
    return model;
  }
}
