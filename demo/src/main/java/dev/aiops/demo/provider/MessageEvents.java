/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Writes the events of one stream of {@link MessagesProtocol}; blocks are numbered. */
final class MessageEvents {

  private final List<Frame> frames = new ArrayList<>();
  private int index;

  /** All so far. */
  List<Frame> frames() {
    return frames;
  }

  void add(String type, ObjectNode event, long tokens) {
    frames.add(frame(type, event, tokens, false));
  }

  void thinking(boolean redacted) {
    if (redacted) {
      begin(MessagesProtocol.redacted());
    } else {
      begin(MessagesProtocol.thinking("", ""));
      delta("thinking_delta", "thinking", MessagesProtocol.THOUGHT, 0);
      delta("signature_delta", "signature", MessagesProtocol.SIGNATURE, 0);
    }
    stop();
  }

  void search(int number) {
    begin(WebSearch.use(number, Protocol.JSON.createObjectNode()));
    delta("input_json_delta", "partial_json", WebSearch.INPUT.toString(), 0);
    stop();
    begin(WebSearch.result(number));
    stop();
  }

  void text(String text) {
    begin(MessagesProtocol.text(""));
    Protocol.pieces(text).forEach(piece -> delta("text_delta", "text", piece, Tokens.of(piece)));
    stop();
  }

  void toolUse(Answer.ToolCall call) {
    begin(MessagesProtocol.toolUse(call, Protocol.JSON.createObjectNode()));
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
    return Protocol.JSON.createObjectNode().put("index", index);
  }

  /** The last counts come with the reason; how long the cache keeps what, only with the first. */
  void end(Completion completion) {
    ObjectNode event = Protocol.JSON.createObjectNode();
    MessagesProtocol.stop(completion, event.putObject("delta"));
    completion
        .toldUse()
        .ifPresent(
            use -> event.set("usage", WebSearch.count(completion, MessagesProtocol.end(use))));
    frames.add(frame("message_delta", event, 0, completion.usageTold()));
    add("message_stop", Protocol.JSON.createObjectNode(), 0);
  }

  private static Frame frame(String type, ObjectNode event, long tokens, boolean usage) {
    ObjectNode named = Protocol.JSON.createObjectNode().put("type", type);
    named.setAll(event);
    return new Frame(type, named.toString(), tokens, usage);
  }
}
