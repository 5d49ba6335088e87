/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e.app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.io.IOException;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks a model from many threads. Says {@code ready}, and begins with the first line that it is
 * told, if it is told one; says {@code refused …} at the first refusal of each kind, {@code
 * unavailable …} with how long those calls took that nobody could decide on, and {@code done …}
 * with counts. It ends with its standard input, or with the first refusal.
 */
public final class SpendingApp {

  private final OpenAIClient client;
  private final ChatCompletionCreateParams request;
  private final boolean stopsWhenRefused;
  private final long pauseMillis;
  private final Thread[] workers;
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicBoolean exceeded = new AtomicBoolean();
  private final AtomicBoolean unavailable = new AtomicBoolean();
  private final Queue<Long> undecidedNanos = new ConcurrentLinkedQueue<>();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  private SpendingApp(String[] args) {
    int threads = Integer.parseInt(args[2]);
    workers = new Thread[threads];
    pauseMillis = Long.parseLong(args[5]);
    stopsWhenRefused = Boolean.parseBoolean(args[4]);
    client = OpenAIOkHttpClient.builder().baseUrl(args[0]).apiKey(args[1]).build();
    request =
        ChatCompletionCreateParams.builder()
            .model("gpt-4o")
            .addUserMessage("Is this worth it?")
            .maxCompletionTokens(Long.parseLong(args[3]))
            .build();
  }

  /**
   * Takes base URL, the name that the provider knows it by, number of threads, output limit,
   * whether a refusal ends it, and for how many milliseconds a thread pauses after one.
   */
  public static void main(String[] args) throws Exception {
    SpendingApp app = new SpendingApp(args);
    System.out.println("ready");
    if (awaitLine()) {
      app.work();
    }
    app.sayWhatWasDone();
    System.exit(0);
  }

  private static boolean awaitLine() throws IOException {
    int read = System.in.read();
    while (read >= 0 && read != '\n') {
      read = System.in.read();
    }
    return read >= 0;
  }

  private void work() throws Exception {
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Thread(this::spend, "spends-" + i);
      workers[i].start();
    }
    if (!stopsWhenRefused) {
      awaitEndOfInput();
      stop.set(true);
    }
    for (Thread thread : workers) {
      thread.join();
    }
  }

  private static void awaitEndOfInput() throws IOException {
    while (awaitLine()) {
      // nothing more is said to it
    }
  }

  private void spend() {
    while (!stop.get()) {
      long began = System.nanoTime();
      try {
        client.chat().completions().create(request);
        answered.incrementAndGet();
      } catch (RuntimeException e) {
        told(e, System.nanoTime() - began);
      }
    }
  }

  private void told(RuntimeException error, long nanos) {
    switch (error.getClass().getSimpleName()) {
      case "BudgetExceededException" -> refusal(exceeded, error);
      case "BudgetUnavailableException" -> {
        undecidedNanos.add(nanos);
        refusal(unavailable, error);
      }
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
      Thread.sleep(pause());
    } catch (InterruptedException e) {
      stop.set(true);
    }
  }

  /** Half to one and a half of it: threads that were refused together do not come back together. */
  private long pause() {
    return pauseMillis / 2 + ThreadLocalRandom.current().nextLong(pauseMillis + 1);
  }

  private void sayWhatWasDone() {
    long[] nanos = undecidedNanos.stream().mapToLong(Long::longValue).toArray();
    if (nanos.length > 0) {
      System.out.printf(
          "unavailable calls=%d median_us=%d p99_us=%d%n",
          nanos.length, micros(nanos, 50), micros(nanos, 99));
    }
    System.out.println("done answered=" + answered + " refused=" + refused + " failed=" + failed);
  }

  private static long micros(long[] nanos, int percentile) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return TimeUnit.NANOSECONDS.toMicros(sorted[sorted.length * percentile / 100]);
  }
}
