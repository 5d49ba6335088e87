/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.calls;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.util.concurrent.CountDownLatch;

/**
 * An app that asks a model a few times, prints each answer and ends as it is told. It knows nothing
 * of us: what it prints must be the same with and without the agent.
 */
public final class CallsApp {

  private final OpenAIClient client;

  private CallsApp(OpenAIClient client) {
    this.client = client;
  }

  /** Arguments: base URL, model, number of calls, how to end. */
  public static void main(String[] args) throws InterruptedException {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl(args[0]).apiKey("k").maxRetries(0).build();
    new CallsApp(client).session(args[1], Integer.parseInt(args[2]), args[3]);
  }

  /** Asks so often and ends the app, where that is not by returning. */
  public void session(String model, int calls, String ending) throws InterruptedException {
    for (int i = 0; i < calls; i++) {
      System.out.println(i + " -> " + answer(model));
    }
    System.out.println("done");
    end(ending);
  }

  private String answer(String model) {
    try {
      return text(
          client
              .chat()
              .completions()
              .create(
                  ChatCompletionCreateParams.builder()
                      .model(model)
                      .addUserMessage("Why is the sky blue?")
                      .build()));
    } catch (RuntimeException e) {
      return "threw " + e.getClass().getName();
    }
  }

  private static String text(ChatCompletion answer) {
    String text = answer.choices().get(0).message().content().orElse("");
    return text.length() > 100 ? text.length() + " characters" : text;
  }

  private static void end(String how) throws InterruptedException {
    switch (how) {
      case "return" -> {}
      case "exit" -> System.exit(3);
      case "halt" -> {
        Thread.sleep(1_000);
        Runtime.getRuntime().halt(4);
      }
      case "throw" -> throw new IllegalStateException("on demand");
      case "wait" -> new CountDownLatch(1).await();
      default -> throw new IllegalArgumentException(how);
    }
  }
}
