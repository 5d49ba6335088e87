/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.springai;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.function.FunctionToolCallback;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * An app as users build them, which knows nothing of this project: one case per way of using Spring
 * AI. Each case asks for a model of its own name and prints what the app got.
 *
 * <p>Arguments: the provider's port, a file for what tools did, then the names of the cases.
 */
@SuppressWarnings("removal") // what 2.x has in their place 1.x has not
public final class SpringAiApp {

  private static final String QUESTION = "Why is the sky blue?";
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final int port;
  private final Path ledger;

  private SpringAiApp(int port, Path ledger) {
    this.port = port;
    this.ledger = ledger;
  }

  public static void main(String[] args) {
    SpringAiApp app = new SpringAiApp(Integer.parseInt(args[0]), Path.of(args[1]));
    for (int i = 2; i < args.length; i++) {
      app.run(args[i]);
    }
    System.out.println("done");
    System.exit(0);
  }

  private void run(String name) {
    String outcome;
    try {
      outcome = one(name);
    } catch (Throwable e) {
      Throwable cause = e.getCause();
      outcome = "threw " + e + (cause == null ? "" : " by " + cause);
    }
    System.out.println(name + " -> " + outcome.replace('\n', ' '));
  }

  private String one(String name) throws Exception {
    String style = name.contains("-") ? name.substring(0, name.indexOf('-')) : name;
    return switch (style) {
      case "call" -> text(openAi(name).call(new Prompt(QUESTION)));
      case "stream" -> joined(openAi(name).stream(new Prompt(QUESTION)));
      case "abandon" -> joined(openAi(name).stream(new Prompt(QUESTION)).take(1));
      case "cancel" -> cancel(name);
      case "lazy" -> lazy(name);
      case "twice" -> twice(name);
      case "embed" -> embed(name);
      case "client" -> ChatClient.create(openAi(name)).prompt(QUESTION).call().content();
      case "clientstream" -> clientStream(name);
      case "tools" -> tools(name);
      case "toolstream" -> toolStream(name);
      case "modeltools" -> modelTools(name);
      case "refund" -> refund(name);
      case "refundstream" -> refundStream(name);
      case "mcp" -> McpTools.ask(openAi(name), QUESTION, System.getProperty("mcp"));
      case "agentastool" -> agentAsTool(name);
      case "own" -> own(name);
      case "router" -> text(new Router(openAi(name)).call(new Prompt(QUESTION)));
      case "named" -> named(name);
      case "parallel" -> parallel(openAi(name));
      case "claudeparallel" -> parallel(claude(name));
      case "ollama" -> text(ollama(name).call(new Prompt(QUESTION)));
      case "ollamastream" -> joined(ollama(name).stream(new Prompt(QUESTION)));
      case "claude" -> text(claude(name).call(new Prompt(QUESTION)));
      case "claudestream" -> joined(claude(name).stream(new Prompt(QUESTION)));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private String url(String name) {
    return "http://127.0.0.1:" + port + "/" + name;
  }

  /** Cases that end in {@code -dear} ask for an answer that may cost most of a dollar. */
  private ChatModel openAi(String name) throws ReflectiveOperationException {
    return Models.openAi(url(name), "ft:gpt-4o-2024-" + name, name.endsWith("-dear") ? 90_000 : 64);
  }

  private ChatModel claude(String name) throws ReflectiveOperationException {
    String model = "claude-sonnet-4-5-" + name;
    return Models.anthropic(
        "http://localhost:" + port + "/" + name, model, name.endsWith("-dear") ? 60_000 : 64);
  }

  private static ChatModel ollama(String name) throws ReflectiveOperationException {
    return Models.ollama(System.getProperty("ollama") + "/" + name, "llama3.2-" + name);
  }

  private static String text(ChatResponse response) {
    StringBuilder all = new StringBuilder();
    for (Generation each : response.getResults()) {
      String text = each.getOutput().getText();
      all.append(text == null ? "" : text);
    }
    return all.toString();
  }

  private static String joined(Flux<ChatResponse> answer) {
    List<ChatResponse> pieces = answer.collectList().block(LONGEST);
    StringBuilder all = new StringBuilder();
    pieces.forEach(piece -> all.append(text(piece)));
    return all.toString();
  }

  private String cancel(String name) throws Exception {
    Disposable answer = openAi(name).stream(new Prompt(QUESTION)).subscribe();
    Thread.sleep(400);
    answer.dispose();
    return "disposed";
  }

  /** Asked for, and never subscribed to. */
  private String lazy(String name) throws ReflectiveOperationException {
    openAi(name).stream(new Prompt(QUESTION));
    return "not asked";
  }

  private String twice(String name) throws ReflectiveOperationException {
    Flux<ChatResponse> answer = openAi(name).stream(new Prompt(QUESTION));
    return joined(answer) + joined(answer);
  }

  private String embed(String name) throws ReflectiveOperationException {
    float[] numbers = Models.embeddings(url(name), "text-embedding-3-small").embed("blue");
    return numbers.length + " numbers";
  }

  private String clientStream(String name) throws ReflectiveOperationException {
    return String.join(
        "",
        ChatClient.create(openAi(name)).prompt(QUESTION).stream()
            .content()
            .collectList()
            .block(LONGEST));
  }

  /** What a tool is given. */
  record Place(String city) {}

  private ToolCallback tool(Function<Place, String> body) {
    return FunctionToolCallback.builder("weather", body)
        .description("tells the weather")
        .inputType(Place.class)
        .build();
  }

  private String weather(Place place) {
    return "sunny in " + place.city;
  }

  /** What a tool is given that an approval may stand before. */
  record Order(String order) {}

  private ToolCallback refunds() {
    return FunctionToolCallback.builder("refund", this::pay)
        .description("pays an order back")
        .inputType(Order.class)
        .build();
  }

  private String pay(Order order) {
    try {
      Files.writeString(
          ledger,
          "paid " + order.order + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "refunded " + order.order;
  }

  private String refund(String name) throws ReflectiveOperationException {
    return ChatClient.create(openAi(name))
        .prompt(QUESTION)
        .toolCallbacks(refunds())
        .call()
        .content();
  }

  private String refundStream(String name) throws ReflectiveOperationException {
    return String.join(
        "",
        ChatClient.create(openAi(name)).prompt(QUESTION).toolCallbacks(refunds()).stream()
            .content()
            .collectList()
            .block(LONGEST));
  }

  private String tools(String name) throws ReflectiveOperationException {
    return ChatClient.create(openAi(name))
        .prompt(QUESTION)
        .toolCallbacks(tool(this::weather))
        .call()
        .content();
  }

  private String toolStream(String name) throws ReflectiveOperationException {
    return String.join(
        "",
        ChatClient.create(openAi(name)).prompt(QUESTION).toolCallbacks(tool(this::weather)).stream()
            .content()
            .collectList()
            .block(LONGEST));
  }

  /** Of 1.x, whose models run tools by themselves. */
  private String modelTools(String name) throws ReflectiveOperationException {
    ChatOptions options =
        ToolCallingChatOptions.builder().toolCallbacks(tool(this::weather)).build();
    Prompt prompt = new Prompt(QUESTION, options);
    return name.endsWith("-stream")
        ? joined(openAi(name).stream(prompt))
        : text(openAi(name).call(prompt));
  }

  private String agentAsTool(String name) throws ReflectiveOperationException {
    ChatClient expert =
        ChatClient.create(Models.openAi(url("client"), "ft:gpt-4o-2024-" + name, 64));
    return ChatClient.create(openAi(name))
        .prompt(QUESTION)
        .toolCallbacks(tool(place -> expert.prompt(place.city).call().content()))
        .call()
        .content();
  }

  /** A model of the app's own, asked on a thread that must not wait. */
  private static String own(String name) {
    return new Own("ft:gpt-4o-2024-" + name)
        .stream(new Prompt(QUESTION))
            .subscribeOn(Schedulers.parallel())
            .map(SpringAiApp::text)
            .blockLast(LONGEST);
  }

  /** Says on which thread it is asked. */
  private record Own(String name) implements ChatModel {

    @Override
    public ChatResponse call(Prompt prompt) {
      String thread = Thread.currentThread().getName();
      return new ChatResponse(List.of(new Generation(new AssistantMessage("asked on " + thread))));
    }

    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
      return Flux.defer(() -> Flux.just(call(prompt)));
    }

    @Override
    public ChatOptions getDefaultOptions() {
      return ChatOptions.builder().model(name).maxTokens(64).build();
    }

    /** By this name since 2.0. */
    @Override
    public ChatOptions getOptions() {
      return getDefaultOptions();
    }
  }

  /** Hands on. */
  private record Router(ChatModel model) implements ChatModel {

    @Override
    public ChatResponse call(Prompt prompt) {
      return model.call(prompt);
    }

    @Override
    public ChatOptions getDefaultOptions() {
      return model.getDefaultOptions();
    }
  }

  /** Tells the client what its agent and its conversation are called. */
  private String named(String name) throws ReflectiveOperationException {
    ChatClient.ChatClientRequestSpec request =
        ChatClient.create(openAi(name))
            .prompt(QUESTION)
            .advisors(
                advisors ->
                    advisors
                        .param("gen_ai.agent.name", "Helper of " + name)
                        .param(ChatMemory.CONVERSATION_ID, "conversation-7"));
    return name.endsWith("-stream")
        ? String.join("", request.stream().content().collectList().block(LONGEST))
        : request.call().content();
  }

  private static String parallel(ChatModel model) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add(threads.submit(() -> ChatClient.create(model).prompt(QUESTION).call().content()));
    }
    int right = 0;
    for (Future<String> answer : answers) {
      right += answer.get().equals("Hello") ? 1 : 0;
    }
    threads.shutdown();
    return right + " right";
  }
}
