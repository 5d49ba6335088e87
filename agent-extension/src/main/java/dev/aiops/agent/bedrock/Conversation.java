/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The texts of a request, whose messages are those of Converse or one prompt. */
final class Conversation {

  private Conversation() {}

  /** The instructions of the system. */
  static List<Part> system(Asked asked) {
    return switch (asked.format()) {
      case CONVERSE -> parts(asked.body().at("system").items());
      case COHERE_CHAT -> texts(asked.body().at("preamble"));
      default -> List.of();
    };
  }

  private static List<Part> texts(Tree text) {
    return text.text() == null ? List.of() : List.of(Part.text(text.textOrEmpty()));
  }

  static List<Message> messages(Asked asked) {
    Tree body = asked.body();
    return switch (asked.format()) {
      case CONVERSE -> body.at("messages").items().stream().map(Conversation::message).toList();
      case COHERE_CHAT -> withHistory(body);
      case TITAN -> List.of(Message.ofUser(body.at("inputText").textOrEmpty()));
      case EMBEDDING -> embedded(body);
      case OTHER -> List.of();
      default -> List.of(Message.ofUser(body.at("prompt").textOrEmpty()));
    };
  }

  private static List<Message> withHistory(Tree body) {
    List<Message> messages = new ArrayList<>();
    for (Tree said : body.at("chat_history").items()) {
      boolean byUser = said.at("role").textOrEmpty().equals("USER");
      String text = said.at("message").textOrEmpty();
      messages.add(new Message(byUser ? "user" : "assistant", List.of(Part.text(text))));
    }
    messages.add(Message.ofUser(body.at("message").textOrEmpty()));
    return messages;
  }

  private static List<Message> embedded(Tree body) {
    List<Tree> texts = new ArrayList<>(body.at("texts").items());
    texts.add(body.at("inputText"));
    return texts.stream()
        .filter(Tree::isGiven)
        .map(text -> Message.ofUser(text.textOrEmpty()))
        .toList();
  }

  private static Message message(Tree message) {
    List<Tree> blocks = message.at("content").items();
    boolean answers = blocks.stream().anyMatch(block -> block.at("toolResult").isGiven());
    return new Message(answers ? "tool" : message.at("role").textOrEmpty(), parts(blocks));
  }

  static List<Part> parts(List<Tree> blocks) {
    List<Part> parts = new ArrayList<>();
    blocks.forEach(block -> addPart(parts, block));
    return parts;
  }

  private static void addPart(List<Part> parts, Tree block) {
    Tree call = block.at("toolUse");
    Tree result = block.at("toolResult");
    if (block.at("text").text() != null) {
      parts.add(Part.text(block.at("text").textOrEmpty()));
    } else if (call.isGiven()) {
      parts.add(
          Part.toolCall(
              call.at("toolUseId").text(), call.at("name").text(), call.at("input").json()));
    } else if (result.isGiven()) {
      parts.add(Part.toolResponse(result.at("toolUseId").text(), response(result)));
    } else if (!block.at("cachePoint").isGiven()) {
      block.names().forEach(kind -> parts.add(Part.blob(kind.toLowerCase(Locale.ROOT))));
    }
  }

  private static String response(Tree result) {
    StringBuilder text = new StringBuilder();
    for (Tree content : result.at("content").items()) {
      Tree json = content.at("json");
      text.append(text.isEmpty() ? "" : "\n");
      text.append(json.isGiven() ? json.json() : content.at("text").textOrEmpty());
    }
    return text.toString();
  }
}
