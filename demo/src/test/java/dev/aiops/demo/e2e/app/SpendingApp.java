/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e.app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks a model from many threads until its standard input ends, or until the first refusal. Says
 * {@code refused …} at the first refusal of each kind and {@code done …} with counts at its end.
 */
public final class SpendingApp {

  private final OpenAIClient client;
  private final ChatCompletionCreateParams request;
  private final boolean stopsWhenRefused;
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicBoolean exceeded = new AtomicBoolean();
  private final AtomicBoolean unavailable = new AtomicBoolean();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  private SpendingApp(String baseUrl, long maxTokens, boolean stopsWhenRefused) {
    this.stopsWhenRefused = stopsWhenRefused;
    client = OpenAIOkHttpClient.builder().baseUrl(baseUrl).apiKey("sk-e2e").build();
    request =
        ChatCompletionCreateParams.builder()
            .model("gpt-4o")
            .addUserMessage("Is this worth it?")
            .maxCompletionTokens(maxTokens)
            .build();
  }

  /** Takes base URL, number of threads, output limit, and whether a refusal ends it. */
  public static void main(String[] args) throws Exception {
    SpendingApp app =
        new SpendingApp(args[0], Long.parseLong(args[2]), Boolean.parseBoolean(args[3]));
    Thread[] threads = new Thread[Integer.parseInt(args[1])];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new Thread(app::spend, "spends-" + i);
      threads[i].start();
    }
    if (!app.stopsWhenRefused) {
      awaitEndOfInput();
      app.stop.set(true);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(
        "done answered=" + app.answered + " refused=" + app.refused + " failed=" + app.failed);
    System.exit(0);
  }

  private static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // nothing is said to it
    }
  }

  private void spend() {
    while (!stop.get()) {
      try {
        client.chat().completions().create(request);
        answered.incrementAndGet();
      } catch (RuntimeException e) {
        told(e);
      }
    }
  }

  private void told(RuntimeException error) {
    String type = error.getClass().getSimpleName();
    switch (type) {
      case "BudgetExceededException" -> refusal(exceeded, error);
      case "BudgetUnavailableException" -> refusal(unavailable, error);
      default -> {
        failed.incrementAndGet();
        System.out.println("failed " + error);
      }
    }
  }

  private void refusal(AtomicBoolean first, RuntimeException error) {
    refused.incrementAndGet();
    if (first.compareAndSet(false, true)) {
      System.out.println("refused " + error);
    }
    if (stopsWhenRefused) {
      stop.set(true);
    }
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      stop.set(true);
    }
  }
}
