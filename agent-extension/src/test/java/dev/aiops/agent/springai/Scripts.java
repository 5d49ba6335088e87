/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

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

  private static final String CALL =
      "\"id\":\"call_7\",\"type\":\"function\",\"function\":"
          + "{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Rome\\\"}\"}";

  private Scripts() {}

  static Map<String, Reply[]> calls() {
    Map<String, Reply[]> scripts = new LinkedHashMap<>();
    Reply hello = Reply.json(200, Answers.chat("Hello"));
    for (String name : List.of("call", "client", "router", "parallel", "call-dear")) {
      scripts.put(name, new Reply[] {hello});
    }
    scripts.put("call-retry", new Reply[] {Reply.json(503, Answers.error("busy")), hello});
    scripts.put("call-bad", new Reply[] {Reply.json(400, Answers.error("invalid"))});
    for (String name : List.of("stream", "clientstream", "stream-dear")) {
      scripts.put(name, new Reply[] {stream()});
    }
    String begin = Answers.delta("Hel");
    scripts.put("stream-cut", new Reply[] {Reply.events(begin, begin).withCut()});
    scripts.put("abandon", new Reply[] {stream().withPause(200)});
    scripts.put("cancel", new Reply[] {stream().withPause(5_000)});
    scripts.put("embed", new Reply[] {Reply.json(200, Answers.embedding())});
    scripts.put("tools", new Reply[] {Reply.json(200, toolCall()), hello});
    scripts.put("agentastool", new Reply[] {Reply.json(200, toolCall()), hello});
    scripts.put("toolstream", new Reply[] {toolStream(), stream()});
    claude(scripts);
    return scripts;
  }

  private static void claude(Map<String, Reply[]> scripts) {
    Reply hello = Reply.json(200, dev.aiops.agent.anthropic.Answers.hello());
    scripts.put("claude", new Reply[] {hello});
    scripts.put("claude-dear", new Reply[] {hello});
    scripts.put("claudestream", new Reply[] {dev.aiops.agent.anthropic.Answers.stream()});
  }

  /** Of 1.x, whose models run tools by themselves. */
  static Map<String, Reply[]> oldCalls() {
    Map<String, Reply[]> scripts = new LinkedHashMap<>();
    Reply hello = Reply.json(200, Answers.chat("Hello"));
    // who does not ask for Base64 is given numbers
    String numbers = Answers.embedding().replace("\"AACAPwAAAEA=\"", "[1.0,2.0]");
    scripts.put("embed", new Reply[] {Reply.json(200, numbers)});
    scripts.put("modeltools", new Reply[] {Reply.json(200, toolCall()), hello});
    scripts.put("modeltools-stream", new Reply[] {toolStream(), stream()});
    return scripts;
  }

  /** A call of a tool, and then its result told. */
  static Reply[] tool() {
    return new Reply[] {Reply.json(200, toolCall()), Reply.json(200, Answers.chat("told"))};
  }

  private static Reply stream() {
    return Reply.events(
        Answers.delta("Hel"), Answers.delta("lo"), Answers.stop(), Answers.usage(), Answers.DONE);
  }

  private static String toolCall() {
    return Answers.chat("", "," + Answers.USAGE)
        .replace("\"finish_reason\":\"stop\"", "\"finish_reason\":\"tool_calls\"")
        .replace("\"content\":\"\"", "\"content\":null,\"tool_calls\":[{" + CALL + "}]");
  }

  private static Reply toolStream() {
    String call =
        "\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"index\":0," + CALL + "}]";
    return Reply.events(
        Answers.chunk("{\"index\":0,\"delta\":{" + call + "}}", ""),
        Answers.chunk("{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}", ""),
        Answers.usage(),
        Answers.DONE);
  }
}
