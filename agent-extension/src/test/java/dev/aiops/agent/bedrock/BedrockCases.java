/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import dev.aiops.agent.bedrock.BedrockProvider.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.example.bedrock.BedrockApp;

/** The cases of {@link BedrockApp}, and what Bedrock answers to each. */
final class BedrockCases {

  /** The price list knows a model of this name whatever follows. */
  static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0-";

  static final String ARN = "arn:aws:bedrock:us-east-1::foundation-model/";
  private static final String PROFILE =
      "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3";

  /**
   * A case.
   *
   * @param model the id that is asked for
   * @param body of InvokeModel; empty for Converse
   * @param replies the provider's, the last one for ever
   */
  record Case(String model, String body, List<Reply> replies) {

    Case(String model, String body, Reply... replies) {
      this(model, body, List.of(replies));
    }
  }

  private final Map<String, Case> cases = new LinkedHashMap<>();
  private final Reply hello = Reply.json(Bodies.CONVERSED);
  private final Reply throttled = Reply.error(429, "ThrottlingException");
  private final Reply events = Reply.events(events());

  private BedrockCases() {}

  /** By their names; the part before the first dash is what the app does. */
  static Map<String, Case> all() {
    BedrockCases all = new BedrockCases();
    all.crossing();
    all.answered();
    all.failed();
    all.streamed();
    all.refused();
    all.invoked();
    return all.cases;
  }

  private void converse(String name, Reply... replies) {
    cases.put(name, new Case(CLAUDE + name, "", replies));
  }

  private void answered() {
    for (String name : List.of("converse", "async", "langchain4j", "langchain4jmany")) {
      converse(name, hello);
    }
    converse("converse-tool", Reply.json(Bodies.CONVERSED_TOOL));
    cases.put("converse-arn", new Case(ARN + "amazon.nova-lite-v1:0-arn", "", hello));
    String titan = "amazon.titan-text-express-v1-";
    cases.put("converse-unlimited", new Case(titan + "converse", "", hello));
    String asked = "{\"inputText\":\"Why is the sky blue?\"}";
    cases.put("invoke-unlimited", new Case(titan + "unlimited", asked, Reply.json(Bodies.TITAN)));
    converse("startasync", Reply.json("{\"invocationArn\":\"arn:aws:bedrock:us-east-1:1:x/y\"}"));
    converse("bidirectional", hello);
  }

  private void failed() {
    for (String style : List.of("converse", "async", "stream")) {
      Reply well = style.equals("stream") ? events : hello;
      converse(style + "-retry", throttled, well);
      converse(style + "-bad", Reply.error(400, "ValidationException"));
      converse(style + "-closed", Reply.none());
    }
    converse("timeout", hello.withPause(3_000));
    converse("cancel", hello.withPause(10_000));
    converse("streamcancel", events.withPause(10_000));
  }

  private void streamed() {
    converse("stream", events);
    converse("langchain4jstream", events);
    converse("stream-error", Reply.events(begunAnd(exception())));
    converse("stream-cut", Reply.events(begunAnd()).withCut());
    converse("stream-short", Reply.events(begunAnd()));
    converse("abandon", events.withPause(100));
  }

  /**
   * They fit in their cap once, and the attempt that failed may be billed. The next one waits for
   * money while the others go on.
   */
  private void crossing() {
    for (String style : List.of("converse", "async", "stream")) {
      Reply well = style.equals("stream") ? events : hello;
      converse(style + "-crossing", Reply.error(503, "ServiceUnavailableException"), well);
    }
  }

  private void refused() {
    for (String style : List.of("converse", "async", "stream")) {
      converse(style + "-dear", style.equals("stream") ? events : hello);
    }
    cases.put("converse-profile", new Case(PROFILE, "", hello));
    String dear = Bodies.CLAUDE_ASKED.replace("\"max_tokens\":64", "\"max_tokens\":60000");
    invoke("dear", CLAUDE + "dear", dear, Bodies.CLAUDE, Bodies.CLAUDE_EVENTS);
  }

  private void invoked() {
    invoke("claude", CLAUDE, Bodies.CLAUDE_ASKED, Bodies.CLAUDE, Bodies.CLAUDE_EVENTS);
    String nova = "eu.amazon.nova-lite-v1:0-";
    invoke("nova", nova, Bodies.NOVA_ASKED, Bodies.NOVA, Bodies.NOVA_EVENTS);
    String titan = "amazon.titan-text-express-v1-";
    invoke("titan", titan, Bodies.TITAN_ASKED, Bodies.TITAN, Bodies.TITAN_EVENTS);
    String llama = "meta.llama3-1-8b-instruct-v1:0-";
    invoke("llama", llama, Bodies.LLAMA_ASKED, Bodies.LLAMA, Bodies.LLAMA_EVENTS);
    String mistral = "mistral.mistral-large-2402-v1:0-";
    invoke("mistral", mistral, Bodies.MISTRAL_ASKED, Bodies.MISTRAL, Bodies.MISTRAL_EVENTS);
    String cohere = "cohere.command-r-v1:0-";
    invoke("cohere", cohere, Bodies.COMMAND_R_ASKED, Bodies.COMMAND_R, Bodies.COMMAND_R_EVENTS);
    Reply claude = Reply.json(Bodies.CLAUDE);
    cases.put("invokeasync-claude", new Case(CLAUDE + "later", Bodies.CLAUDE_ASKED, claude));
  }

  private void invoke(
      String name, String model, String asked, String answer, List<String> eventBodies) {
    List<byte[]> chunks = eventBodies.stream().map(BedrockProvider::chunk).toList();
    cases.put("invoke-" + name, new Case(model + "invoke", asked, Reply.json(answer)));
    cases.put("chunks-" + name, new Case(model + "chunks", asked, Reply.events(chunks)));
  }

  /** docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStreamOutput.html. */
  static List<byte[]> events() {
    return begunAnd(
        delta("lo"),
        BedrockProvider.event("contentBlockStop", "{\"contentBlockIndex\":0}"),
        BedrockProvider.event("messageStop", "{\"stopReason\":\"end_turn\"}"),
        BedrockProvider.event(
            "metadata",
            "{\"metrics\":{\"latencyMs\":551},\"usage\":{\"cacheReadInputTokens\":10,"
                + "\"cacheWriteInputTokens\":30,\"inputTokens\":60,\"outputTokens\":20,"
                + "\"totalTokens\":120}}"));
  }

  private static List<byte[]> begunAnd(byte[]... more) {
    List<byte[]> begun = new ArrayList<>();
    begun.add(BedrockProvider.event("messageStart", "{\"role\":\"assistant\"}"));
    begun.add(delta("Hel"));
    begun.addAll(List.of(more));
    return begun;
  }

  private static byte[] delta(String text) {
    return BedrockProvider.event(
        "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"" + text + "\"}}");
  }

  private static byte[] exception() {
    return BedrockProvider.exception("modelStreamErrorException");
  }
}
