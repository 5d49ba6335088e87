/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.methods;

import com.openai.client.okhttp.OpenAIOkHttpClient;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Mono;

/**
 * An app that uses no framework, and knows nothing of this project.
 *
 * <p>Arguments: the provider's port, then the names of the cases.
 */
public final class MethodsApp {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final String port;

  private MethodsApp(String port) {
    this.port = port;
  }

  public static void main(String[] args) {
    MethodsApp app = new MethodsApp(args[0]);
    for (int i = 1; i < args.length; i++) {
      app.run(args[i]);
    }
    System.out.println("paid -> " + Payments.PAID);
    System.exit(0);
  }

  private void run(String name) {
    String outcome;
    try {
      outcome = String.valueOf(one(name));
    } catch (Throwable e) {
      outcome = "threw " + (e.getCause() == null ? e : e.getCause());
    }
    System.out.println(name + " -> " + outcome.replace('\n', ' '));
  }

  private Desk desk(String name) {
    String url = "http://127.0.0.1:" + port + "/" + name + "/v1";
    return new Desk(OpenAIOkHttpClient.builder().baseUrl(url).apiKey("k").maxRetries(0).build());
  }

  private Object one(String name) throws Exception {
    return switch (name) {
      case "answer" -> desk(name).answer(name);
      case "later", "later-bad" -> desk(name).later(name).toCompletableFuture().get();
      case "never" -> desk(name).never(name).cancel(true);
      case "mono", "mono-bad" -> tenant(desk(name).mono(name)).block(LONGEST);
      case "mono-twice" -> desk(name).mono(name).repeat(1).collectList().block(LONGEST);
      case "mono-unused" -> desk(name).mono(name).hashCode() != 0;
      case "flux" -> desk(name).flux(name).collectList().block(LONGEST);
      case "flux-enough" -> desk(name).flux(name).take(1).collectList().block(LONGEST);
      case "flow" ->
          JdkFlowAdapter.flowPublisherToFlux(desk(name).flow(name)).collectList().block(LONGEST);
      case "single", "single-bad" -> desk(name).single(name).blockingGet();
      case "observable" -> desk(name).observable(name).toList().blockingGet();
      case "single-unused" -> desk(name).single(name).hashCode() != 0;
      case "pay-single", "pay-single-denied" -> Payments.paySingle(name).blockingGet();
      case "pay", "pay-denied" -> Payments.pay(name).block(LONGEST);
      case "pay-twice" -> Payments.pay(name).repeat(1).collectList().block(LONGEST);
      case "pay-later" -> Payments.payLater(name).get(60, TimeUnit.SECONDS);
      case "pay-loop" -> onLoop(() -> Payments.payLater(name)).get(60, TimeUnit.SECONDS);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** What {@code method} gives on an event loop, which it must not hold up. */
  private static <T> T onLoop(Callable<T> method) throws Exception {
    FutureTask<T> task = new FutureTask<>(method);
    new Thread(task, "nioEventLoopGroup-9-1").start();
    return task.get(1_500, TimeUnit.MILLISECONDS);
  }

  private static Mono<String> tenant(Mono<String> answer) {
    return answer.contextWrite(context -> context.put("tenant", "acme"));
  }
}
