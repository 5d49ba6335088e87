/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.springai;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.example.loops.Loop;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Spring AI on a thread on which Reactor forbids to block, by way of streams, and as it should not
 * be done. Each case asks for a model of its own name.
 */
public final class LoopApp {

  private static final Scheduler PARALLEL = Schedulers.newParallel("parallel", 1);

  private final int port;

  private LoopApp(int port) {
    this.port = port;
  }

  public static void main(String[] args) throws Exception {
    LoopApp app = new LoopApp(Integer.parseInt(args[0]));
    app.flux("warm").get(30, TimeUnit.SECONDS);
    app.model("warm").call(new Prompt("Why?"));
    Loop loop = new Loop(PARALLEL::schedule);
    loop.heldMillis();
    for (int i = 1; i < args.length; i++) {
      System.out.println(args[i] + " -> " + app.outcome(args[i], loop));
      System.out.println(args[i] + "-held -> " + loop.heldMillis());
    }
    System.exit(0);
  }

  private String outcome(String name, Loop loop) {
    try {
      return one(name, loop);
    } catch (Throwable e) {
      Throwable told = e.getCause() == null ? e : e.getCause();
      return "threw " + told.getClass().getSimpleName() + " " + told.getMessage();
    }
  }

  private String one(String name, Loop loop) throws Exception {
    return switch (name) {
      case "flux", "dear" -> loop.call(() -> flux(name)).get(30, TimeUnit.SECONDS);
      case "blocking" ->
          loop.call(() -> model(name).call(new Prompt("Why?"))).getResult().getOutput().getText();
      case "dispose" -> dispose(name, loop);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private ChatModel model(String name) throws ReflectiveOperationException {
    int tokens = name.equals("dear") ? 60_000 : 64;
    return Models.openAi("http://127.0.0.1:" + port + "/" + name + "/v1", name, tokens);
  }

  private CompletableFuture<String> flux(String name) throws ReflectiveOperationException {
    return model(name).stream(new Prompt("Why?"))
        .map(piece -> piece.getResult() == null ? "" : "" + piece.getResult().getOutput().getText())
        .filter(text -> !text.equals("null"))
        .reduce("", String::concat)
        .toFuture();
  }

  /** Given up while its money is still to come. */
  private String dispose(String name, Loop loop) throws Exception {
    Disposable stream = loop.call(() -> model(name).stream(new Prompt("Why?")).subscribe());
    Thread.sleep(500);
    loop.call(
        () -> {
          stream.dispose();
          return true;
        });
    Thread.sleep(3_000); // what would come of it is there by then
    return "disposed";
  }
}
