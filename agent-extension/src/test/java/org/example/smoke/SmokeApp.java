/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.smoke;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.openaiofficial.OpenAiOfficialChatModel;
import dev.langchain4j.model.openaiofficial.OpenAiOfficialStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import dev.langchain4j.service.tool.ToolExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An app as users build them, which knows nothing of this project: one case per way of using
 * LangChain4j. Each case asks for a model of its own name and prints what the app got.
 *
 * <p>Arguments: the provider's port, then the names of the cases.
 */
public final class SmokeApp {

  private final String provider;

  private SmokeApp(String provider) {
    this.provider = provider;
  }

  public static void main(String[] args) throws Exception {
    SmokeApp app = new SmokeApp("http://127.0.0.1:" + args[0]);
    for (int i = 1; i < args.length; i++) {
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
      outcome = "threw " + e;
    }
    System.out.println(name + " -> " + outcome.replace('\n', ' '));
  }

  private String one(String name) throws Exception {
    return switch (name) {
      case "chat" -> chat("ok", "gpt-4o-mini").chat("hello");
      case "othermodel" -> chat("othermodel", name).chat("hello");
      case "retry" -> service(Retrying.class, chat("retry", name)).answer("hello");
      case "fail" -> service(Failing.class, chat("fail", name)).answer("hello");
      case "refuse" -> service(Refused.class, chat("refuse", name)).answer("hello");
      case "slow" -> service(Slow.class, chat("slow", name)).answer("hello");
      case "malformed" -> service(Malformed.class, chat("malformed", name)).answer("hello");
      case "cutbody" -> service(CutBody.class, chat("cut-body", name)).answer("hello");
      case "nousage" -> chat("nousage", name).chat("hello");
      case "tools" -> tools(name, builder -> {});
      case "paralleltools" -> tools(name, AiServices::executeToolsConcurrently);
      case "ownthreads" ->
          tools(name, b -> b.executeToolsConcurrently(task -> new Thread(task).start()));
      case "brokentool" -> brokenTool(name);
      case "agentastool" -> agentAsTool(name);
      case "fallback" -> fallback(name);
      case "memory" -> memory(name);
      case "template" -> template(name);
      case "result" -> service(Resulting.class, chat("ok", name)).answer("hello").content();
      case "stream" -> stream(name, "ok");
      case "streamcut" -> stream(name, "cut-stream");
      case "streamhalf" -> stream(name, "half");
      case "streamfail" -> stream(name, "fail-stream");
      case "streamnousage" -> stream(name, "nousage-stream");
      case "streamcancel" -> streamCancel(name);
      case "tokenstream" -> tokenStream(name, "tools-stream", new Weather());
      case "tokenstreamfail" -> tokenStream(name, "fail-tokens", null);
      case "tokenstreamcut" -> tokenStream(name, "cut-tokens", null);
      case "tokenstreamcancel" -> tokenStreamCancel(name);
      case "tokenstreamlater" -> tokenStreamLater(name);
      case "embeddings" -> embeddings(name);
      case "chatonly" -> new CannedModel().chat("hello");
      case "router" -> new Router(chat("ok", name)).chat("hello");
      case "official" -> official("ok-official", name).chat("hello");
      case "officialretry" -> official("retry-official", name).chat("hello");
      case "officialstream" -> handle(officialStream(name));
      case "parallel" -> parallel(name);
      default -> throw new IllegalArgumentException("no case " + name);
    };
  }

  private OpenAiChatModel chat(String scenario, String model) {
    return OpenAiChatModel.builder()
        .baseUrl(provider + "/" + scenario + "/v1")
        .apiKey("sk-test")
        .modelName(model)
        .temperature(0.2)
        .topP(0.9)
        .maxTokens(64)
        .timeout(Duration.ofMillis(scenario.equals("slow") ? 300 : 10_000))
        .maxRetries(scenario.equals("slow") ? 0 : 1)
        .build();
  }

  private OpenAiStreamingChatModel streaming(String scenario, String model) {
    return OpenAiStreamingChatModel.builder()
        .baseUrl(provider + "/" + scenario + "/v1")
        .apiKey("sk-test")
        .modelName(model)
        .build();
  }

  private static <T> T service(Class<T> type, ChatModel model) {
    return AiServices.create(type, model);
  }

  private String tools(String name, Consumer<AiServices<Helper>> how) {
    AiServices<Helper> builder =
        AiServices.builder(Helper.class)
            .chatModel(chat("tools-" + name, name))
            .tools(new Weather())
            .tools(Map.of(specification("clock"), clock()));
    how.accept(builder);
    return builder.build().help("what is it like?");
  }

  private static ToolSpecification specification(String name) {
    return ToolSpecification.builder()
        .name(name)
        .description("what time it is")
        .parameters(JsonObjectSchema.builder().addStringProperty("city").build())
        .build();
  }

  private static ToolExecutor clock() {
    return (request, memoryId) -> "noon";
  }

  private String brokenTool(String name) {
    return AiServices.builder(Helper.class)
        .chatModel(chat("tools-" + name, name))
        .tools(new Broken())
        .build()
        .help("what is it like?");
  }

  private String agentAsTool(String name) {
    Expert expert = service(Expert.class, chat("ok-expert", name + "-expert"));
    return AiServices.builder(Helper.class)
        .chatModel(chat("tools-" + name, name))
        .tools(new AskExpert(expert))
        .build()
        .help("what is it like?");
  }

  private String fallback(String name) {
    ChatModel first = chat("fail-first", name + "-first");
    ChatModel second = chat("ok-second", name + "-second");
    ChatModel either = new Fallback(first, second);
    return service(Careful.class, either).answer("hello");
  }

  private String memory(String name) {
    Remembering agent =
        AiServices.builder(Remembering.class)
            .chatModel(chat("ok", name))
            .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(10))
            .build();
    return agent.answer("conversation-7", "hello");
  }

  private String template(String name) {
    return service(Templated.class, chat("ok", name)).translate("hello", "German");
  }

  private String stream(String name, String scenario) throws Exception {
    return handle(streaming(scenario, name));
  }

  private static String handle(StreamingChatModel model) throws Exception {
    CompletableFuture<String> done = new CompletableFuture<>();
    model.chat("hello dear provider on the loopback", new Collecting(done));
    return done.get(20, TimeUnit.SECONDS);
  }

  private String streamCancel(String name) throws Exception {
    CompletableFuture<String> done = new CompletableFuture<>();
    streaming("drip-cancel", name)
        .chat(
            "a rather long sentence of which the app wants little",
            new Collecting(done) {
              @Override
              public void onPartialResponse(PartialResponse part, PartialResponseContext context) {
                super.onPartialResponse(part, context);
                if (text.length() > 10) {
                  context.streamingHandle().cancel();
                  done.complete("cancelled");
                }
              }
            });
    String outcome = done.get(20, TimeUnit.SECONDS);
    Thread.sleep(300);
    return outcome;
  }

  private Streaming streamingAgent(String name, String scenario, Object tools) {
    AiServices<Streaming> builder =
        AiServices.builder(Streaming.class).streamingChatModel(streaming(scenario, name));
    if (tools != null) {
      builder.tools(tools);
    }
    return builder.build();
  }

  private String tokenStream(String name, String scenario, Object tools) throws Exception {
    return collect(streamingAgent(name, scenario, tools).answer("hello dear provider"));
  }

  private static String collect(TokenStream stream) throws Exception {
    CompletableFuture<String> done = new CompletableFuture<>();
    StringBuilder text = new StringBuilder();
    stream
        .onPartialResponse(text::append)
        .onCompleteResponse(response -> done.complete(text.toString()))
        .onError(error -> done.complete("error " + error))
        .start();
    return done.get(20, TimeUnit.SECONDS);
  }

  private String tokenStreamCancel(String name) throws Exception {
    CompletableFuture<String> done = new CompletableFuture<>();
    StringBuilder text = new StringBuilder();
    streamingAgent(name, "drip-tokencancel", null)
        .answer("a rather long sentence of which the app wants little")
        .onPartialResponseWithContext(
            (part, context) -> {
              text.append(part.text());
              if (text.length() > 10) {
                context.streamingHandle().cancel();
                done.complete("cancelled");
              }
            })
        .ignoreErrors()
        .start();
    return done.get(20, TimeUnit.SECONDS);
  }

  private String tokenStreamLater(String name) throws Exception {
    TokenStream stream = streamingAgent(name, "ok-later", null).answer("hello");
    CompletableFuture<String> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                done.complete(collect(stream));
              } catch (Exception e) {
                done.completeExceptionally(e);
              }
            });
    thread.start();
    return done.get(20, TimeUnit.SECONDS);
  }

  private String embeddings(String name) {
    OpenAiEmbeddingModel model =
        OpenAiEmbeddingModel.builder()
            .baseUrl(provider + "/ok/v1")
            .apiKey("sk-test")
            .modelName(name)
            .maxRetries(0)
            .build();
    model.embed("one");
    return "" + model.embedAll(List.of(TextSegment.from("one"), TextSegment.from("two"))).content();
  }

  private OpenAiOfficialChatModel official(String scenario, String model) {
    return OpenAiOfficialChatModel.builder()
        .baseUrl(provider + "/" + scenario + "/v1")
        .apiKey("sk-test")
        .modelName(model)
        .build();
  }

  private OpenAiOfficialStreamingChatModel officialStream(String model) {
    return OpenAiOfficialStreamingChatModel.builder()
        .baseUrl(provider + "/ok-official/v1")
        .apiKey("sk-test")
        .modelName(model)
        .build();
  }

  private String parallel(String name) throws Exception {
    Helper helper =
        AiServices.builder(Helper.class)
            .chatModel(chat("tools-" + name, name))
            .tools(new Weather())
            .build();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> answers =
          java.util.stream.IntStream.range(0, 24)
              .mapToObj(i -> threads.submit(() -> helper.help("question " + i)))
              .toList();
      StringBuilder all = new StringBuilder();
      for (Future<String> answer : answers) {
        all.append(answer.get(20, TimeUnit.SECONDS)).append(' ');
      }
      return all.toString();
    } finally {
      threads.shutdown();
    }
  }

  interface Retrying {
    String answer(String question);
  }

  interface Failing {
    String answer(String question);
  }

  interface Refused {
    String answer(String question);
  }

  interface Slow {
    String answer(String question);
  }

  interface Malformed {
    String answer(String question);
  }

  interface CutBody {
    String answer(String question);
  }

  interface Careful {
    String answer(String question);
  }

  interface Expert {
    String answer(String question);
  }

  interface Helper {
    String help(String question);
  }

  interface Resulting {
    Result<String> answer(String question);
  }

  interface Streaming {
    TokenStream answer(String question);
  }

  interface Remembering {
    String answer(@MemoryId String conversation, @UserMessage String question);
  }

  interface Templated {
    @UserMessage("Translate into {{language}}: {{text}}")
    String translate(@V("text") String text, @V("language") String language);
  }

  static final class Weather {
    @Tool("the weather in a city")
    String weather(@P("city") String city) throws InterruptedException {
      Thread.sleep(20);
      return "sunny";
    }
  }

  static final class Broken {
    @Tool("always fails")
    String broken(@P("city") String city) {
      if (city.isEmpty()) {
        return city;
      }
      throw new IllegalStateException("out of order");
    }
  }

  static final class AskExpert {
    private final Expert expert;

    AskExpert(Expert expert) {
      this.expert = expert;
    }

    @Tool("asks the expert")
    String ask(@P("city") String city) {
      return expert.answer(city);
    }
  }

  /** Overrides {@code chat} only and calls no other model. */
  static final class CannedModel implements ChatModel {
    @Override
    public ChatResponse chat(ChatRequest request) {
      return ChatResponse.builder()
          .aiMessage(AiMessage.from("canned"))
          .tokenUsage(new TokenUsage(11, 5))
          .finishReason(FinishReason.STOP)
          .modelName("chatonly")
          .build();
    }
  }

  /** Overrides {@code chat} only and hands on to another model. */
  static final class Router implements ChatModel {
    private final ChatModel other;

    Router(ChatModel other) {
      this.other = other;
    }

    @Override
    public ChatResponse chat(ChatRequest request) {
      return other.chat(request);
    }
  }

  /** Overrides {@code doChat} and falls back to a second model. */
  static final class Fallback implements ChatModel {
    private final ChatModel first;
    private final ChatModel second;

    Fallback(ChatModel first, ChatModel second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public ChatResponse chat(ChatRequest request) {
      try {
        return first.chat(request);
      } catch (RuntimeException e) {
        return second.chat(request);
      }
    }
  }

  private static class Collecting implements StreamingChatResponseHandler {
    final StringBuilder text = new StringBuilder();
    private final CompletableFuture<String> done;

    Collecting(CompletableFuture<String> done) {
      this.done = done;
    }

    @Override
    public void onPartialResponse(String part) {
      text.append(part);
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      done.complete(text + "");
    }

    @Override
    public void onError(Throwable error) {
      done.complete("error " + error);
    }
  }
}
