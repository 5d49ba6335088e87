/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.adk;

import com.google.adk.agents.BaseAgent;
import com.google.adk.agents.LlmAgent;
import com.google.adk.agents.RunConfig;
import com.google.adk.agents.RunConfig.StreamingMode;
import com.google.adk.agents.SequentialAgent;
import com.google.adk.events.Event;
import com.google.adk.models.BaseLlm;
import com.google.adk.models.Gemini;
import com.google.adk.runner.InMemoryRunner;
import com.google.adk.sessions.Session;
import com.google.adk.tools.AgentTool;
import com.google.adk.tools.Annotations.Schema;
import com.google.adk.tools.FunctionTool;
import com.google.genai.Client;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.Part;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * An app as users build them, which knows nothing of this project: one case per way of using
 * Google's ADK, with what 1.0.0 has of it. Each case asks for a model of its own name; at the end
 * it prints what it got.
 *
 * <p>Arguments: the provider's port, then the names of the cases.
 */
public final class AdkApp {

  /** Every case's model is this one, by a name of its own. */
  public static final String MODEL = "gemini-2.5-flash-lite-preview-";

  /** The model of the case {@code claude}. */
  public static final String CLAUDE = "claude-sonnet-4-5-claude";

  /** The model of the case {@code apigeechat}, as the proxy knows it. */
  public static final String GPT = "gpt-4o-mini";

  /** Runs that the case of this many makes at once. */
  public static final int PARALLEL = 50;

  public static final String QUESTION = "Why is the sky blue?";

  private final int port;

  private AdkApp(int port) {
    this.port = port;
  }

  /** The library tells of the end of an invocation before it ends its span. */
  private static final long SPANS_END_MILLIS = 500;

  public static void main(String[] args) throws InterruptedException {
    AdkApp app = new AdkApp(Integer.parseInt(args[0]));
    List<String> outcomes = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      outcomes.add(app.run(args[i]));
    }
    System.out.println(String.join("\n", outcomes));
    Thread.sleep(SPANS_END_MILLIS);
    System.exit(0);
  }

  private String run(String name) {
    String outcome;
    try {
      outcome = one(name);
    } catch (Throwable e) {
      Throwable cause = e.getCause();
      outcome = "threw " + e.getClass().getName() + (cause == null ? "" : " by " + cause);
    }
    return name + " -> " + outcome.replace('\n', ' ');
  }

  private String one(String name) throws Exception {
    String style = name.contains("-") ? name.substring(0, name.indexOf('-')) : name;
    return switch (style) {
      case "chat", "retry" -> text(events(agent(name, name).build(), StreamingMode.NONE));
      case "stream" -> text(events(agent(name, name).build(), StreamingMode.SSE));
      case "tool" -> text(events(withTool(name), StreamingMode.NONE));
      case "toolbusy" ->
          text(events(withTool(name), StreamingMode.NONE).subscribeOn(Schedulers.computation()));
      case "own" -> text(events(own(name), StreamingMode.NONE));
      case "ownstream" -> text(events(own(name), StreamingMode.SSE));
      case "claude" ->
          text(events(with(name, OtherLlms.claude(CLAUDE, named(name))), StreamingMode.NONE));
      case "apigee" -> text(events(with(name, OtherLlms.apigee(gemini(name))), StreamingMode.NONE));
      case "apigeechat" ->
          text(events(with(name, OtherLlms.apigee(GPT, named(name))), StreamingMode.NONE));
      case "mcp" -> text(events(withServersTools(name), StreamingMode.NONE));
      case "sequence" -> text(events(sequence(name), StreamingMode.NONE));
      case "agenttool" -> text(events(withAgent(name), StreamingMode.NONE));
      case "take" -> String.valueOf(first(name));
      case "dispose" -> dispose(name, StreamingMode.NONE, 400);
      // long enough for what was disposed of before it to be answered
      case "disposestream" -> dispose(name, StreamingMode.SSE, 1_000);
      case "parallel" -> parallel(name);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private Gemini gemini(String name) {
    HttpOptions.Builder options =
        HttpOptions.builder().baseUrl("http://127.0.0.1:" + port + "/" + name);
    if (name.equals("retry")) {
      options.retryOptions(HttpRetryOptions.builder().attempts(2).initialDelay(0.04).build());
    }
    return new Gemini(
        MODEL + name, Client.builder().apiKey("k").httpOptions(options.build()).build());
  }

  /** Cases that end in {@code -dear} ask for an answer that may cost more than the cap. */
  private static GenerateContentConfig config(String name) {
    return GenerateContentConfig.builder()
        .maxOutputTokens(name.endsWith("-dear") ? 60_000 : 64)
        .build();
  }

  private LlmAgent.Builder agent(String name, String model) {
    return LlmAgent.builder()
        .name(name.replace('-', '_'))
        .description("answers")
        .instruction("Be brief.")
        .model(gemini(model))
        .generateContentConfig(config(name));
  }

  private BaseAgent withTool(String name) {
    return agent(name, name).tools(FunctionTool.create(AdkApp.class, "refund")).build();
  }

  private BaseAgent own(String name) {
    return with(name, new OwnLlm(MODEL + name, port, name));
  }

  private BaseAgent with(String name, BaseLlm model) {
    return agent(name, name).model(model).build();
  }

  /** By another name of the host than the one that is known to be Google's. */
  private String named(String name) {
    return "http://localhost:" + port + "/" + name;
  }

  private BaseAgent withServersTools(String name) {
    return agent(name, name).tools(McpTools.at(System.getProperty("mcp"))).build();
  }

  private BaseAgent sequence(String name) {
    return SequentialAgent.builder()
        .name(name)
        .subAgents(
            List.of(agent(name + "_first", name).build(), agent(name + "_second", name).build()))
        .build();
  }

  private BaseAgent withAgent(String name) {
    LlmAgent helper = agent(name + "_helper", name + "-helper").build();
    return agent(name, name).tools(AgentTool.create(helper)).build();
  }

  /** Called because a model asked for it. */
  @Schema(description = "Pays back")
  public static Map<String, Object> refund(@Schema(name = "city") String city) throws IOException {
    Path ledger = Path.of(System.getProperty("ledger"));
    Files.writeString(ledger, city + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return Map.of("result", "refunded " + city);
  }

  private static Flowable<Event> events(BaseAgent agent, StreamingMode mode) {
    InMemoryRunner runner = new InMemoryRunner(agent, "shop");
    Session session = runner.sessionService().createSession("shop", "ada").blockingGet();
    RunConfig config = RunConfig.builder().streamingMode(mode).build();
    return runner.runAsync("ada", session.id(), Content.fromParts(Part.fromText(QUESTION)), config);
  }

  private static String text(Flowable<Event> events) {
    return events
        .filter(event -> !event.partial().orElse(false) && event.functionCalls().isEmpty())
        .map(AdkApp::text)
        .filter(text -> !text.isEmpty())
        .toList()
        .map(texts -> String.join("|", texts))
        .blockingGet();
  }

  private static String text(Event event) {
    StringBuilder text = new StringBuilder();
    for (Part part : event.content().flatMap(Content::parts).orElse(List.of())) {
      text.append(part.thought().orElse(false) ? "" : part.text().orElse(""));
    }
    return text.toString();
  }

  /** Takes the first piece of a stream, and wants no more. */
  private String first(String name) {
    return text(events(agent(name, name).build(), StreamingMode.SSE).blockingFirst());
  }

  private String dispose(String name, StreamingMode mode, long millis) throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    Disposable run =
        events(agent(name, name).build(), mode)
            .subscribeOn(Schedulers.io())
            .doFinally(over::countDown)
            .subscribe();
    Thread.sleep(millis);
    run.dispose();
    return "disposed " + over.await(5, TimeUnit.SECONDS);
  }

  private String parallel(String name) {
    List<Flowable<String>> runs = new ArrayList<>();
    for (int i = 0; i < PARALLEL; i++) {
      runs.add(
          Flowable.fromCallable(() -> text(events(agent(name, name).build(), StreamingMode.NONE))));
    }
    Scheduler four = Schedulers.from(Executors.newFixedThreadPool(4));
    return "answers "
        + Flowable.fromIterable(runs)
            .flatMap(run -> run.subscribeOn(four), PARALLEL)
            .filter("Hello"::equals)
            .count()
            .blockingGet();
  }
}
