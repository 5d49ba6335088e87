/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.loops;

import com.google.adk.agents.LlmAgent;
import com.google.adk.events.Event;
import com.google.adk.models.BaseLlm;
import com.google.adk.models.Gemini;
import com.google.adk.runner.InMemoryRunner;
import com.google.adk.sessions.Session;
import com.google.adk.tools.Annotations.Schema;
import com.google.adk.tools.FunctionTool;
import com.google.genai.Client;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Part;
import com.openai.client.okhttp.OpenAIOkHttpClientAsync;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/**
 * Asynchronous calls that are made on an event loop. Each case asks for a model of its own name;
 * before that one is asked elsewhere, so that what libraries do the first time holds nobody up.
 *
 * <p>Arguments: the provider's port, then the cases. Those whose names begin with {@code later-}
 * come last and are made at once; the MCP server's port is the system property {@code mcp}.
 */
public final class LoopsApp {

  public static final String QUESTION = "Why is the sky blue?";

  private static final String LATER = "later-";

  private static final SdkAsyncHttpClient NETTY = NettyNioAsyncHttpClient.create();

  private final Loop netty = Loop.named("nioEventLoopGroup-2-1");
  private final Loop computation = Loop.named("RxComputationThreadPool-1");
  private final int port;

  private LoopsApp(int port) {
    this.port = port;
  }

  public static void main(String[] args) throws Exception {
    LoopsApp app = new LoopsApp(Integer.parseInt(args[0]));
    List<String> cases = List.of(args).subList(1, args.length);
    for (String name : cases) {
      if (!name.startsWith(LATER)) {
        app.run(name);
      }
    }
    app.together(
        cases.stream()
            .filter(name -> name.startsWith(LATER))
            .map(name -> name.substring(LATER.length()))
            .toList());
    System.exit(0);
  }

  private void run(String name) throws Exception {
    if (!name.equals("tool")) {
      System.out.println(name + "-warm -> " + outcome(name, "warm"));
    }
    netty.heldMillis();
    computation.heldMillis();
    System.out.println(name + " -> " + outcome(name, name));
    long held = Math.max(netty.heldMillis(), computation.heldMillis());
    System.out.println(name + "-held -> " + held);
  }

  /** The loop is told of one after the other, and has time for others between. */
  private void together(List<String> names) throws Exception {
    LaterCalls calls = new LaterCalls(port, Integer.getInteger("mcp"));
    for (String name : names) {
      System.out.println(
          LATER + name + "-warm -> " + outcome(() -> calls.begin(name, "warm-" + name)));
    }
    netty.heldMillis();
    Map<String, CompletableFuture<String>> begun = new LinkedHashMap<>();
    for (String name : names) {
      begun.put(name, netty.call(() -> calls.begin(name, LATER + name)));
    }
    begun.forEach((name, call) -> System.out.println(LATER + name + " -> " + outcome(() -> call)));
    System.out.println("later-held -> " + netty.heldMillis());
  }

  private String outcome(String name, String model) {
    return outcome(() -> one(name, model));
  }

  private static String outcome(Callable<CompletableFuture<String>> call) {
    try {
      return call.call().get(30, TimeUnit.SECONDS).replace('\n', ' ');
    } catch (Throwable e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return "threw " + cause.getClass().getName() + " " + cause.getMessage();
    }
  }

  /** What the call of a case comes to, made on a loop; a warm one on this thread. */
  private CompletableFuture<String> one(String name, String model) throws Exception {
    boolean warm = model.equals("warm");
    if (name.startsWith("adk") || name.equals("tool")) {
      return adk(name, model, warm);
    }
    return warm ? begin(name, model) : netty.call(() -> begin(name, model));
  }

  private CompletableFuture<String> begin(String name, String model) {
    return switch (name) {
      case "openai", "dear" ->
          openAi(model, name.equals("dear") ? 60_000 : 64).thenApply(this::text);
      case "stream" -> stream(model);
      case "bedrock" -> converse(model).thenApply(LoopsApp::text);
      case "cancel" -> cancelled(model);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private String url(String model) {
    return "http://127.0.0.1:" + port + "/" + model;
  }

  private CompletableFuture<ChatCompletion> openAi(String model, int tokens) {
    return OpenAIOkHttpClientAsync.builder()
        .baseUrl(url(model) + "/openai")
        .apiKey("k")
        .build()
        .chat()
        .completions()
        .create(
            ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage(QUESTION)
                .maxCompletionTokens(tokens)
                .build());
  }

  private String text(ChatCompletion answer) {
    return answer.choices().get(0).message().content().orElse("");
  }

  /** Given up while its money is still to come; a warm one is not. */
  private CompletableFuture<String> cancelled(String model) {
    CompletableFuture<ConverseResponse> answer = converse(model);
    if (model.equals("warm")) {
      return answer.thenApply(LoopsApp::text);
    }
    CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS)
        .execute(() -> answer.cancel(true));
    // what would come of it is there by then
    CompletableFuture<String> over = new CompletableFuture<>();
    return over.completeOnTimeout("cancelled", 3_500, TimeUnit.MILLISECONDS);
  }

  private CompletableFuture<String> stream(String model) {
    StreamingChatModel streaming =
        OpenAiStreamingChatModel.builder()
            .baseUrl(url(model) + "/stream")
            .apiKey("k")
            .modelName(model)
            .maxCompletionTokens(64)
            .build();
    CompletableFuture<String> text = new CompletableFuture<>();
    streaming.chat(
        QUESTION,
        new StreamingChatResponseHandler() {
          @Override
          public void onPartialResponse(String piece) {}

          @Override
          public void onCompleteResponse(ChatResponse response) {
            text.complete(response.aiMessage().text());
          }

          @Override
          public void onError(Throwable error) {
            text.completeExceptionally(error);
          }
        });
    return text;
  }

  private CompletableFuture<ConverseResponse> converse(String model) {
    return bedrock(url(model) + "/bedrock")
        .converse(
            request ->
                request
                    .modelId(model)
                    .messages(
                        Message.builder()
                            .role(ConversationRole.USER)
                            .content(ContentBlock.fromText(QUESTION))
                            .build())
                    .inferenceConfig(limit -> limit.maxTokens(64)));
  }

  static BedrockRuntimeAsyncClient bedrock(String url) {
    return BedrockRuntimeAsyncClient.builder()
        .httpClient(NETTY)
        .endpointOverride(URI.create(url))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
        .build();
  }

  private static String text(ConverseResponse answer) {
    return answer.output().message().content().get(0).text();
  }

  private CompletableFuture<String> adk(String name, String model, boolean warm) {
    BaseLlm llm = name.equals("adkown") ? new Parrot(model) : gemini(model);
    LlmAgent agent =
        LlmAgent.builder()
            .name(name)
            .description("answers")
            .model(llm)
            .tools(
                name.equals("tool")
                    ? List.of(FunctionTool.create(LoopsApp.class, "refund"))
                    : List.of())
            .generateContentConfig(GenerateContentConfig.builder().maxOutputTokens(64).build())
            .build();
    InMemoryRunner runner = new InMemoryRunner(agent, "shop");
    Session session = runner.sessionService().createSession("shop", "ada").blockingGet();
    Content question = Content.fromParts(Part.fromText(QUESTION));
    Flowable<Event> events = Flowable.defer(() -> runner.runAsync("ada", session.id(), question));
    return (warm ? events : events.subscribeOn(Schedulers.from(computation.executor())))
        .filter(event -> event.functionCalls().isEmpty())
        .map(LoopsApp::text)
        .filter(text -> !text.isEmpty())
        .lastOrErrorStage()
        .toCompletableFuture();
  }

  private Gemini gemini(String model) {
    HttpOptions options = HttpOptions.builder().baseUrl(url(model) + "-adk").build();
    return new Gemini(model, Client.builder().apiKey("k").httpOptions(options).build());
  }

  private static String text(Event event) {
    return event.content().flatMap(Content::parts).orElse(List.of()).stream()
        .map(part -> part.text().orElse(""))
        .reduce("", String::concat);
  }

  /** Called because a model asked for it. */
  @Schema(description = "Pays back")
  public static Map<String, Object> refund(@Schema(name = "city") String city) {
    return Map.of("result", "refunded " + city + " on " + Thread.currentThread().getName());
  }
}
