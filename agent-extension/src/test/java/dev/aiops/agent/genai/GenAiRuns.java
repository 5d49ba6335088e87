/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import io.opentelemetry.javaagent.aiops.control.TestControl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.example.genai.GenAiApp;

/** Runs of {@link GenAiApp} under the built agent: what the provider answers to each case. */
record GenAiRuns(Path folder, WireProvider provider) {

  /** Cases whose call does not fit in the cap. */
  static final List<String> DEAR =
      List.of("chat-dear", "async-dear", "stream-dear", "streamasync-dear");

  static Map<String, Reply[]> scripts() {
    Map<String, Reply[]> scripts = new LinkedHashMap<>();
    Reply hello = Reply.json(200, GeminiAnswers.hello());
    scripts.put("chat", new Reply[] {hello});
    scripts.put("vertex", new Reply[] {hello});
    scripts.put("vertexasync", new Reply[] {hello});
    scripts.put("vertexstream", new Reply[] {GeminiAnswers.stream()});
    scripts.put("cancel", new Reply[] {hello.withPause(1_000)});
    scripts.put("async", new Reply[] {hello});
    DEAR.forEach(name -> scripts.put(name, new Reply[] {hello}));
    Reply function = Reply.json(200, GeminiAnswers.function());
    scripts.put("parallel", new Reply[] {hello.withPause(100)});
    scripts.put("chat-blocked", new Reply[] {Reply.json(200, GeminiAnswers.blocked())});
    scripts.put(
        "chat-bad", new Reply[] {Reply.json(400, GeminiAnswers.error(400, "INVALID_ARGUMENT"))});
    scripts.put("stream", new Reply[] {GeminiAnswers.stream().withPause(50)});
    scripts.put("streamasync", new Reply[] {GeminiAnswers.stream()});
    scripts.put(
        "stream-cut", new Reply[] {Reply.events(GeminiAnswers.piece("Hel", "", 4)).withCut()});
    scripts.put("stream-end", new Reply[] {Reply.events(GeminiAnswers.piece("Hel", "", 4))});
    scripts.put("abandon", new Reply[] {GeminiAnswers.stream().withPause(300)});
    scripts.put("embed", new Reply[] {Reply.json(200, GeminiAnswers.embedding())});
    scripts.put("abandonasync", new Reply[] {GeminiAnswers.stream().withPause(300)});
    scripts.put("embedasync", new Reply[] {Reply.json(200, GeminiAnswers.embedding())});
    scripts.put("embedvertex", new Reply[] {Reply.json(200, GeminiAnswers.vertexPrediction())});
    scripts.put("function", new Reply[] {function, hello});
    scripts.put("functionasync", new Reply[] {function, hello});
    return scripts;
  }

  /** What the oldest has not: trying again. */
  static Map<String, Reply[]> newerScripts() {
    Map<String, Reply[]> scripts = scripts();
    Reply hello = Reply.json(200, GeminiAnswers.hello());
    Reply overloaded = Reply.json(503, GeminiAnswers.error(503, "UNAVAILABLE"));
    scripts.put("retry", new Reply[] {overloaded, hello});
    scripts.put("retryasync", new Reply[] {overloaded, hello});
    scripts.put("retryasync-twice", new Reply[] {overloaded, hello});
    return scripts;
  }

  AgentJvm.Outcome run(String version, Map<String, Reply[]> scripts, TestControl control)
      throws Exception {
    scripts.forEach(provider::script);
    List<String> arguments = new ArrayList<>(List.of(Integer.toString(provider.port())));
    arguments.addAll(scripts.keySet());
    // a host that is nobody's has prices only where somebody says whose
    Path prices = folder.resolve("prices.txt");
    String port = ":" + provider.port() + " google\n";
    Files.writeString(prices, "host 127.0.0.1" + port + "host localhost" + port);
    return AgentJvm.run(
        folder,
        GenAiJars.classPath(version, folder),
        Map.of(
            "aiops.prices.file",
            prices.toString(),
            "aiops.runs.methods",
            "org.example.genai.GenAiApp[function,functionAsync]",
            "otel.service.name",
            "support-chat",
            "aiops.control.url",
            "http://127.0.0.1:" + control.port(),
            "aiops.control.token",
            control.token(),
            "aiops.control.dir",
            folder.resolve("budgets").toString(),
            GenAiJars.PARALLELISM,
            "2",
            "ledger",
            folder.resolve("ledger.txt").toString()),
        GenAiApp.class,
        arguments.toArray(new String[0]));
  }
}
