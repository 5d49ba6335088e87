/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import dev.aiops.agent.langchain4j.OllamaAnswers;
import dev.aiops.agent.openai.Answers;
import dev.aiops.agent.openai.WireProvider.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the providers answer to each case. OpenAI's tool calls are as at
 * platform.openai.com/docs/api-reference/chat/object and, streamed, at …/chat-streaming.
 */
final class Scripts {

  private static final String WEATHER = call("weather", "city", "Rome");
  private static final String REFUND = call("refund", "order", "A-17");

  private Scripts() {}

  private static String call(String tool, String argument, String value) {
    return "\"id\":\"call_7\",\"type\":\"function\",\"function\":{\"name\":\"%s\",".formatted(tool)
        + "\"arguments\":\"{\\\"%s\\\":\\\"%s\\\"}\"}".formatted(argument, value);
  }

  static Map<String, Reply[]> calls() {
    Map<String, Reply[]> scripts = new LinkedHashMap<>();
    Reply hello = Reply.json(200, Answers.chat("Hello"));
    for (String name : List.of("call", "client", "named", "router", "parallel", "call-dear")) {
      scripts.put(name, new Reply[] {hello});
    }
    scripts.put("call-retry", new Reply[] {Reply.json(503, Answers.error("busy")), hello});
    scripts.put("call-bad", new Reply[] {Reply.json(400, Answers.error("invalid"))});
    for (String name :
        List.of("stream", "clientstream", "stream-dear", "twice", "lazy", "named-stream")) {
      scripts.put(name, new Reply[] {stream()});
    }
    String begin = Answers.delta("Hel");
    scripts.put("stream-cut", new Reply[] {Reply.events(begin, begin).withCut()});
    scripts.put("abandon", new Reply[] {stream().withPause(200)});
    scripts.put("cancel", new Reply[] {stream().withPause(5_000)});
    scripts.put("embed", new Reply[] {Reply.json(200, Answers.embedding())});
    scripts.put("tools", new Reply[] {toolCall(WEATHER), hello});
    scripts.put("agentastool", new Reply[] {toolCall(WEATHER), hello});
    scripts.put("toolstream", new Reply[] {toolStream(WEATHER), stream()});
    claude(scripts);
    refunds(scripts);
    return scripts;
  }

  private static void claude(Map<String, Reply[]> scripts) {
    Reply hello = Reply.json(200, dev.aiops.agent.anthropic.Answers.hello());
    scripts.put("claude", new Reply[] {hello});
    Reply text = Reply.json(200, dev.aiops.agent.anthropic.Answers.text());
    scripts.put("claudeparallel", new Reply[] {text});
    scripts.put("claude-dear", new Reply[] {hello});
    scripts.put("claudestream", new Reply[] {dev.aiops.agent.anthropic.Answers.stream()});
  }

  /** Of the newest, whose tools may be those of an MCP server, and whose models Ollama's. */
  static Map<String, Reply[]> newCalls() {
    String call = call("shop_delete_all", "city", "Rome");
    return Map.of(
        "mcp",
        new Reply[] {toolCall(call), Reply.json(200, Answers.chat("told"))},
        "ollama",
        new Reply[] {Reply.json(200, OllamaAnswers.hello())},
        "ollamastream",
        new Reply[] {OllamaAnswers.stream()});
  }

  /** Of 1.x, whose models run tools by themselves. */
  static Map<String, Reply[]> oldCalls() {
    Map<String, Reply[]> scripts = new LinkedHashMap<>();
    Reply hello = Reply.json(200, Answers.chat("Hello"));
    // who does not ask for Base64 is given numbers
    String numbers = Answers.embedding().replace("\"AACAPwAAAEA=\"", "[1.0,2.0]");
    scripts.put("embed", new Reply[] {Reply.json(200, numbers)});
    scripts.put("modeltools", new Reply[] {toolCall(WEATHER), hello});
    scripts.put("modeltools-stream", new Reply[] {toolStream(WEATHER), stream()});
    return scripts;
  }

  /** In the order in which a person decides. */
  private static void refunds(Map<String, Reply[]> scripts) {
    for (String name : List.of("refund-approved", "refund-denied", "refund-edited")) {
      scripts.put(name, new Reply[] {toolCall(REFUND), Reply.json(200, Answers.chat("told"))});
    }
    scripts.put("refundstream-approved", new Reply[] {toolStream(REFUND), stream()});
  }

  private static Reply stream() {
    return Reply.events(
        Answers.delta("Hel"), Answers.delta("lo"), Answers.stop(), Answers.usage(), Answers.DONE);
  }

  private static Reply toolCall(String call) {
    String answer =
        Answers.chat("", "," + Answers.USAGE)
            .replace("\"finish_reason\":\"stop\"", "\"finish_reason\":\"tool_calls\"")
            .replace("\"content\":\"\"", "\"content\":null,\"tool_calls\":[{" + call + "}]");
    return Reply.json(200, answer);
  }

  private static Reply toolStream(String call) {
    String delta =
        "\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"index\":0," + call + "}]";
    return Reply.events(
        Answers.chunk("{\"index\":0,\"delta\":{" + delta + "}}", ""),
        Answers.chunk("{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}", ""),
        Answers.usage(),
        Answers.DONE);
  }
}
