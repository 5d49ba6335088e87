/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a request, read from its JSON as a library writes it; for operators who want it.
 * Keeps a bounded part. Not for use by several threads.
 */
public final class RequestMessages extends OutputStream implements JsonPush.Values<MessageField> {

  private static final JsonShape<MessageField> SHAPE = JsonShape.of(MessageField.class);
  private static final int MOST = 256 * 1024; // characters; the newest messages matter most

  /** A message: one list of texts and one of tool calls, or a tool's response. */
  private record Message(
      String role, String text, List<Call> calls, @Nullable String answered, int size) {}

  private record Call(@Nullable String id, @Nullable String name, String arguments) {}

  private final JsonPush<MessageField> json = new JsonPush<>(SHAPE, this);
  private final List<Message> messages = new ArrayList<>();
  private int size;
  private @Nullable String instructions;

  // of the message being read
  private String role = "user";
  private StringBuilder text = new StringBuilder();
  private List<Call> calls = new ArrayList<>();
  private @Nullable String answered;
  private @Nullable String id;
  private @Nullable String name;
  private @Nullable String arguments;
  private String type = "message";
  private String blockType = "";

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    json.feed(bytes, from, from + length);
  }

  /** JSON for {@code gen_ai.input.messages}, or null where there are none. */
  public @Nullable String inputMessages() {
    return messages.isEmpty()
        ? null
        : MessagesJson.array(
            out -> {
              for (Message message : messages) {
                write(out, message);
              }
            });
  }

  /** JSON for {@code gen_ai.system_instructions}, or null where the request has none apart. */
  public @Nullable String systemInstructions() {
    String given = instructions;
    return given == null ? null : MessagesJson.array(out -> out.textPart(given));
  }

  /** The last text of the user, or null where there is none. */
  public @Nullable String lastPrompt() {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).role.equals("user")) {
        return messages.get(i).text;
      }
    }
    return null;
  }

  @Override
  public void value(MessageField field, JsonToken token) {
    switch (field) {
      case ROLE -> role = orEmpty(token);
      case TEXT, ITEM_OUTPUT -> addText(token);
      case TOOL_CALL_ID -> id = Answer.text(token, null);
      case TOOL_CALL_NAME, ITEM_NAME -> name = Answer.text(token, null);
      case TOOL_CALL_ARGUMENTS, ITEM_ARGUMENTS -> arguments = Answer.text(token, null);
      case TOOL_CALL -> endCall();
      case ANSWERED_CALL -> answered = Answer.text(token, null);
      case ITEM_CALL -> id = Answer.text(token, null);
      case ITEM_TYPE -> type = orEmpty(token);
      case MESSAGE -> endMessage(token);
      case INPUT -> wholeInput(token);
      case INSTRUCTIONS -> instructions = Answer.text(token, instructions);
      case SYSTEM_TEXT -> system(orEmpty(token));
      default -> block(field, token);
    }
  }

  private void block(MessageField field, JsonToken token) {
    switch (field) {
      case BLOCK_TYPE -> blockType = orEmpty(token);
      case BLOCK_ID -> id = Answer.text(token, null);
      case BLOCK_NAME -> name = Answer.text(token, null);
      case BLOCK_ANSWERS -> answered = Answer.text(token, null);
      case BLOCK -> endBlock();
      default -> {}
    }
  }

  /** What a model called a tool with is an object there, and not kept. */
  private void endBlock() {
    if (blockType.equals("tool_use")) {
      endCall();
    }
    role = answered == null ? role : "tool";
    blockType = "";
  }

  private void system(String more) {
    instructions = instructions == null ? more : instructions + "\n" + more;
  }

  private void addText(JsonToken token) {
    if (token.kind() == JsonToken.Kind.STRING) {
      text.append(text.isEmpty() ? "" : "\n").append(token.text());
    }
  }

  private void endCall() {
    calls.add(new Call(id, name, arguments == null ? "" : arguments));
    id = null;
    name = null;
    arguments = null;
  }

  private void wholeInput(JsonToken token) {
    if (token.kind() == JsonToken.Kind.STRING) {
      addText(token);
      endMessage();
    }
  }

  private void endMessage(JsonToken token) {
    addText(token); // embeddings: each input is a string
    if (type.endsWith("_call_output")) {
      answered = id;
      role = "tool";
    } else if (type.endsWith("_call")) {
      role = "assistant";
      endCall();
    }
    endMessage();
  }

  private void endMessage() {
    int weight = text.length() + calls.stream().mapToInt(call -> call.arguments.length()).sum();
    messages.add(new Message(role, text.toString(), calls, answered, weight));
    size += weight;
    while (size > MOST && messages.size() > 1) {
      size -= messages.remove(0).size;
    }
    role = "user";
    text = new StringBuilder();
    calls = new ArrayList<>();
    answered = null;
    id = null;
    name = null;
    arguments = null;
    type = "message";
  }

  private static void write(MessagesJson out, Message message) throws IOException {
    out.begin(message.role);
    if (message.role.equals("tool")) {
      out.toolResponsePart(message.answered, message.text);
    } else if (!message.text.isEmpty()) {
      out.textPart(message.text);
    }
    for (Call call : message.calls) {
      out.toolCallPart(call.id, call.name, call.arguments);
    }
    out.end();
  }

  private static String orEmpty(JsonToken token) {
    String text = Answer.text(token, "");
    return text == null ? "" : text;
  }
}
