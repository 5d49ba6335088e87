/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What those bodies of InvokeModel have in common that take one text and give one text. */
interface PromptProtocol extends Protocol {

  @Override
  default String endpoint() {
    return "invoke_model";
  }

  /** What the model is to read. */
  String prompt(JsonNode body);

  /** Most tokens of an answer, 0 for none. */
  int limit(JsonNode body);

  /**
   * A piece of a stream.
   *
   * @param place where it is in the answer
   */
  ObjectNode piece(Completion completion, String text, Place place);

  /**
   * Where a piece is.
   *
   * @param first whether none came before it
   * @param last whether the answer ends with it
   * @param tokens of the answer, until its end
   */
  record Place(boolean first, boolean last, long tokens) {}

  @Override
  default Ask ask(JsonNode body) {
    String prompt = prompt(body);
    if (prompt.isEmpty()) {
      throw new IllegalArgumentException("Malformed input request: no prompt, please reformat.");
    }
    return new Ask(
        Protocol.model(body),
        body.path("stream").asBoolean(),
        true,
        1,
        limit(body),
        List.of(new Ask.Turn(Ask.Role.USER, prompt)),
        Set.of(),
        prompt.length());
  }

  @Override
  default List<Frame> frames(Completion completion) {
    List<String> pieces = new ArrayList<>(Protocol.pieces(completion.answer().text()));
    if (pieces.isEmpty()) pieces.add("");
    List<Frame> frames = new ArrayList<>();
    long tokens = completion.use().reasoning();
    for (int i = 0; i < pieces.size(); i++) {
      boolean last = i == pieces.size() - 1;
      long carried = Tokens.of(pieces.get(i));
      tokens = last ? completion.told().output() : tokens + carried;
      Place place = new Place(i == 0, last, tokens);
      frames.add(Frame.of(piece(completion, pieces.get(i), place).toString(), carried));
    }
    return frames;
  }
}
