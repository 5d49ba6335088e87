/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.springai;

import java.util.List;
import java.util.Objects;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * An app on a provider module of Spring AI that asks by the provider's own client. Prints what it
 * got of each case, whose model has its name.
 *
 * <p>Arguments: {@code gemini} or {@code converse}, the provider's port, then the names of the
 * cases. Those that begin with {@code stream} stream; those that end in {@code dear} ask for an
 * answer that may cost most of a dollar.
 */
public final class ModulesApp {

  public static final String GEMINI = "gemini-2.5-flash-lite-preview-";

  /** Of which a case's name is the end. */
  public static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0-";

  private static final String QUESTION = "Why is the sky blue?";

  private ModulesApp() {}

  public static void main(String[] args) {
    for (String name : List.of(args).subList(2, args.length)) {
      System.out.println(name + " -> " + outcome(args[0], args[1], name));
    }
    System.exit(0);
  }

  private static String outcome(String module, String port, String name) {
    try {
      String url = "http://127.0.0.1:" + port + "/" + name;
      int tokens = name.endsWith("dear") ? 60_000 : 64;
      return asked(
          module.equals("gemini")
              ? GeminiModel.of(url, GEMINI + name, tokens)
              : ConverseModel.of(url, CLAUDE + name, tokens),
          name.startsWith("stream"));
    } catch (Throwable e) {
      return "threw " + e;
    }
  }

  private static String asked(ChatModel model, boolean stream) {
    Prompt prompt = new Prompt(QUESTION);
    List<ChatResponse> answers =
        stream ? model.stream(prompt).collectList().block() : List.of(model.call(prompt));
    StringBuilder text = new StringBuilder();
    for (ChatResponse answer : Objects.requireNonNull(answers)) {
      answer.getResults().forEach(part -> text.append(text(part)));
    }
    return text.toString();
  }

  /** What was thought, too, which these modules give as a part of its own. */
  private static String text(Generation part) {
    return Objects.requireNonNullElse(part.getOutput().getText(), "");
  }
}
