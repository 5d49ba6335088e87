/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.bedrock;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InferenceConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;

/**
 * An app as users build them, which knows nothing of this project: one case per way of using the
 * AWS SDK's Bedrock client, with what its first version with Converse has of it. Prints what the
 * app got.
 *
 * <p>Arguments: the provider's port, then for each case its name, its model and, where it invokes
 * one, the body.
 */
public final class BedrockApp {

  /** Calls of the case of many. */
  public static final int MANY = 50;

  private static final SdkAsyncHttpClient NETTY = NettyNioAsyncHttpClient.create();

  private final int port;

  private BedrockApp(int port) {
    this.port = port;
  }

  public static void main(String[] args) throws InterruptedException {
    BedrockApp app = new BedrockApp(Integer.parseInt(args[0]));
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < args.length; i += 3) {
      app.begin(args[i], args[i + 1], args[i + 2], others);
    }
    for (Thread other : others) {
      other.join(20_000);
    }
    System.out.println("done");
    System.exit(0);
  }

  /** Cases that end in {@code -crossing} take a while: each has a thread of its own. */
  private void begin(String name, String model, String body, List<Thread> others) {
    if (!name.endsWith("-crossing")) {
      run(name, model, body);
      return;
    }
    Thread other = new Thread(() -> run(name, model, body), name);
    others.add(other);
    other.start();
  }

  private void run(String name, String model, String body) {
    String outcome;
    try {
      outcome = one(name, model, body);
    } catch (Throwable e) {
      Throwable told = e instanceof ExecutionException ? e.getCause() : e;
      outcome = "threw " + told.getClass().getName();
    }
    System.out.println(name + " -> " + outcome.replace('\n', ' '));
  }

  private String one(String name, String model, String body) throws Exception {
    String style = name.contains("-") ? name.substring(0, name.indexOf('-')) : name;
    return switch (style) {
      case "converse" -> text(client(name).converse(request(name, model)));
      case "async" -> text(async(name).converse(request(name, model)).get(20, TimeUnit.SECONDS));
      case "timeout" -> text(impatient(name).converse(request(name, model)));
      case "cancel" -> cancelled(async(name).converse(request(name, model)));
      case "streamcancel" -> cancelled(async(name).converseStream(streamed(name, model), deaf()));
      case "stream" -> stream(name, model);
      case "abandon" -> abandon(name, model);
      case "invoke" -> client(name).invokeModel(invoke(model, body)).body().asUtf8String();
      case "invokeasync" ->
          async(name).invokeModel(invoke(model, body)).get().body().asUtf8String();
      case "chunks" -> chunks(name, model, body);
      case "startasync" -> AnsweredElsewhereCase.start(client(name), model);
      case "bidirectional" -> BidirectionalCase.talk(url(name), credentials(), model);
      case "langchain4j" -> LangChain4jCase.chat(client(name), model);
      case "langchain4jmany" -> LangChain4jCase.many(client(name), model, MANY);
      case "langchain4jstream" -> LangChain4jCase.stream(async(name), model);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private URI url(String name) {
    return URI.create("http://127.0.0.1:" + port + "/" + name);
  }

  private static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));
  }

  private BedrockRuntimeClient client(String name) {
    return BedrockRuntimeClient.builder()
        .endpointOverride(url(name))
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials())
        .build();
  }

  private BedrockRuntimeClient impatient(String name) {
    return BedrockRuntimeClient.builder()
        .endpointOverride(url(name))
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials())
        .overrideConfiguration(o -> o.apiCallTimeout(Duration.ofMillis(500)))
        .build();
  }

  private BedrockRuntimeAsyncClient async(String name) {
    return BedrockRuntimeAsyncClient.builder()
        .httpClient(NETTY)
        .endpointOverride(url(name))
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials())
        .overrideConfiguration(o -> o.apiCallTimeout(Duration.ofSeconds(20)))
        .build();
  }

  private static Message question() {
    return Message.builder()
        .role(ConversationRole.USER)
        .content(ContentBlock.fromText("Why is the sky blue?"))
        .build();
  }

  /**
   * Cases that end in {@code -dear} ask for an answer that may cost most of a dollar, those that
   * end in {@code -crossing} for one of some cents.
   */
  private static InferenceConfiguration limit(String name) {
    int tokens = name.endsWith("-dear") ? 60_000 : name.endsWith("-crossing") ? 5_000 : 64;
    return InferenceConfiguration.builder().maxTokens(tokens).temperature(0.5f).build();
  }

  private static ConverseRequest request(String name, String model) {
    ConverseRequest.Builder request =
        ConverseRequest.builder()
            .modelId(model)
            .system(SystemContentBlock.fromText("Be brief."))
            .messages(question());
    return name.endsWith("-unlimited")
        ? request.build()
        : request.inferenceConfig(limit(name)).build();
  }

  private static String text(ConverseResponse answer) {
    StringBuilder text = new StringBuilder();
    answer.output().message().content().stream()
        .filter(block -> block.text() != null)
        .forEach(block -> text.append(block.text()));
    return text.toString();
  }

  private static InvokeModelRequest invoke(String model, String body) {
    return InvokeModelRequest.builder().modelId(model).body(SdkBytes.fromUtf8String(body)).build();
  }

  private static String cancelled(CompletableFuture<?> answer) throws InterruptedException {
    Thread.sleep(300); // until it is sent: a person who gives up
    return "cancelled " + answer.cancel(true);
  }

  private static ConverseStreamResponseHandler deaf() {
    return ConverseStreamResponseHandler.builder()
        .subscriber(ConverseStreamResponseHandler.Visitor.builder().build())
        .build();
  }

  private static ConverseStreamRequest streamed(String name, String model) {
    return ConverseStreamRequest.builder()
        .modelId(model)
        .messages(question())
        .inferenceConfig(limit(name))
        .build();
  }

  private String stream(String name, String model) throws Exception {
    StringBuilder text = new StringBuilder();
    StringBuilder told = new StringBuilder();
    ConverseStreamResponseHandler handler =
        ConverseStreamResponseHandler.builder()
            .subscriber(
                ConverseStreamResponseHandler.Visitor.builder()
                    .onContentBlockDelta(delta -> text.append(piece(delta)))
                    .build())
            .onError(error -> told.append(" told ").append(error.getClass().getSimpleName()))
            .build();
    try {
      async(name).converseStream(streamed(name, model), handler).get(20, TimeUnit.SECONDS);
      return text.toString();
    } catch (ExecutionException e) {
      return text + " threw " + e.getCause().getClass().getSimpleName() + told;
    }
  }

  private static String piece(ContentBlockDeltaEvent event) {
    return event.delta().text() == null ? "" : event.delta().text();
  }

  private String abandon(String name, String model) throws Exception {
    First first = new First();
    ConverseStreamResponseHandler handler =
        ConverseStreamResponseHandler.builder()
            .onEventStream(events -> events.subscribe(first))
            .build();
    CompletableFuture<Void> ended = async(name).converseStream(streamed(name, model), handler);
    boolean stopped = first.stopped.await(20, TimeUnit.SECONDS);
    return "stopped " + stopped + " " + (ended == null ? "without a future" : "");
  }

  /** Stops at the first piece of text. */
  private static final class First implements Subscriber<ConverseStreamOutput> {

    private final CountDownLatch stopped = new CountDownLatch(1);
    private Subscription subscription;

    @Override
    public void onSubscribe(Subscription events) {
      subscription = events;
      events.request(1);
    }

    @Override
    public void onNext(ConverseStreamOutput event) {
      if (event instanceof ContentBlockDeltaEvent) {
        subscription.cancel();
        stopped.countDown();
      } else {
        subscription.request(1);
      }
    }

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onComplete() {}
  }

  private String chunks(String name, String model, String body) throws Exception {
    StringBuilder text = new StringBuilder();
    InvokeModelWithResponseStreamResponseHandler handler =
        InvokeModelWithResponseStreamResponseHandler.builder()
            .subscriber(
                InvokeModelWithResponseStreamResponseHandler.Visitor.builder()
                    .onChunk(
                        chunk -> text.append(chunk.bytes().asUtf8String().length()).append(' '))
                    .build())
            .build();
    async(name)
        .invokeModelWithResponseStream(
            InvokeModelWithResponseStreamRequest.builder()
                .modelId(model)
                .body(SdkBytes.fromUtf8String(body))
                .build(),
            handler)
        .get(20, TimeUnit.SECONDS);
    return text.toString().strip();
  }
}
