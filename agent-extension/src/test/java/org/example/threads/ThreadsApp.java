/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.threads;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openaiofficial.OpenAiOfficialChatModel;
import dev.langchain4j.service.AiServices;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Agents on the threads that apps use, each over two libraries: LangChain4j's module over
 * openai-java. The agents of the many runs have another agent for a tool.
 *
 * <p>Arguments: the provider's port, the number of the many runs, then the names of the cases.
 */
public final class ThreadsApp {

  private static final int AT_ONCE = 4;

  private final String provider;
  private final int runs;

  private ThreadsApp(String provider, int runs) {
    this.provider = provider;
    this.runs = runs;
  }

  public static void main(String[] args) {
    ThreadsApp app = new ThreadsApp("http://127.0.0.1:" + args[0], Integer.parseInt(args[1]));
    for (int i = 2; i < args.length; i++) {
      app.run(args[i]);
    }
    System.exit(0);
  }

  private void run(String name) {
    String outcome;
    try {
      outcome = one(name);
    } catch (Throwable e) {
      outcome = "threw " + (e.getCause() == null ? e : e.getCause());
    }
    System.out.println(name + " -> " + outcome.replace('\n', ' '));
  }

  private String one(String name) throws Exception {
    return switch (name) {
      case "pool" -> many(name, Executors.newFixedThreadPool(AT_ONCE));
      case "virtual" -> many(name, Newer.virtualThreads());
      case "chain" -> chain(name, Executors.newFixedThreadPool(AT_ONCE));
      case "virtualchain" -> chain(name, Newer.virtualThreads());
      case "structured" -> new Steps(model("ok", name)).structured();
      default -> throw new IllegalArgumentException("no case " + name);
    };
  }

  private ChatModel model(String scenario, String name) {
    return OpenAiOfficialChatModel.builder()
        .baseUrl(provider + "/" + scenario + "/v1")
        .apiKey("sk-test")
        .modelName("wire-" + name)
        .maxCompletionTokens(64)
        .build();
  }

  private String chain(String name, ExecutorService threads) throws Exception {
    return new Steps(model("ok", name))
        .chain(threads)
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }

  /** No more than {@value #AT_ONCE} at once, whatever the executor. */
  private String many(String name, ExecutorService threads) throws Exception {
    Semaphore places = new Semaphore(AT_ONCE);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      Callable<String> run = agent(name + "-" + i);
      answers.add(threads.submit(() -> inPlace(places, run)));
    }
    int right = 0;
    for (int i = 0; i < runs; i++) {
      String expected = "echo: expert of " + name + "-" + i + ": echo: Bern";
      right += answers.get(i).get(60, TimeUnit.SECONDS).equals(expected) ? 1 : 0;
    }
    return "right " + right;
  }

  private static String inPlace(Semaphore places, Callable<String> run) throws Exception {
    places.acquire();
    try {
      return run.call();
    } finally {
      places.release();
    }
  }

  private Callable<String> agent(String name) {
    Expert expert =
        AiServices.builder(Expert.class).chatModel(model("ok", name + "-expert")).build();
    Helper helper =
        AiServices.builder(Helper.class)
            .chatModel(model("tools-" + name, name))
            .tools(new AskExpert(expert, name))
            .build();
    return () -> helper.help("ask the expert");
  }

  interface Helper {
    String help(String question);
  }

  interface Expert {
    String answer(String question);
  }

  /** An agent as a tool. */
  public static final class AskExpert {

    private final Expert expert;
    private final String name;

    AskExpert(Expert expert, String name) {
      this.expert = expert;
      this.name = name;
    }

    @Tool("asks an expert")
    public String ask(String city) {
      return "expert of " + name + ": " + expert.answer(city);
    }
  }
}
