/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e.app;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Agents: AiServices with tools, streaming ones, and agentic workflows. */
final class AgentFlavours {

  /** An agent. */
  public interface Helper {
    String help(String message);
  }

  /** An agent that gives its whole result. */
  public interface FullHelper {
    Result<String> help(String message);
  }

  /** An agent that streams. */
  public interface Talker {
    TokenStream talk(String message);
  }

  /** First step of a workflow. */
  public interface Writer {
    @Agent(name = "writer", outputKey = "draft")
    @UserMessage("{{topic}}")
    String write(@V("topic") String topic);
  }

  /** Second step of a workflow. */
  public interface Editor {
    @Agent(name = "editor", outputKey = "text")
    @UserMessage("Edit: {{draft}}")
    String edit(@V("draft") String draft);
  }

  private final LangChainFlavours models;

  AgentFlavours(LangChainFlavours models) {
    this.models = models;
  }

  Map<String, Flavour> all() {
    Map<String, Flavour> all = new TreeMap<>();
    all.put("agent.sync", c -> helper(c, models.chat(c)).help(c.message()));
    all.put("agent.official", c -> helper(c, models.officialChat(c)).help(c.message()));
    all.put("agent.result", this::result);
    all.put("agent.parallel-tools", this::parallelTools);
    all.put("agent.stream", this::stream);
    all.put("agent.twice", this::twice);
    all.put("agent.nested", this::nested);
    all.put("agentic.sequence", this::sequence);
    return all;
  }

  private static Helper helper(Command command, ChatModel model) {
    return AiServices.builder(Helper.class).chatModel(model).tools(new Tools(command)).build();
  }

  private String result(Command command) {
    FullHelper helper =
        AiServices.builder(FullHelper.class)
            .chatModel(models.chat(command))
            .tools(new Tools(command))
            .build();
    return helper.help(command.message()).content();
  }

  private String parallelTools(Command command) {
    Helper helper =
        AiServices.builder(Helper.class)
            .chatModel(models.chat(command))
            .tools(new Tools(command))
            .executeToolsConcurrently()
            .build();
    return helper.help(command.message());
  }

  private String stream(Command command) {
    Talker talker =
        AiServices.builder(Talker.class)
            .streamingChatModel(models.streaming(command))
            .tools(new Tools(command))
            .build();
    CompletableFuture<ChatResponse> done = new CompletableFuture<>();
    talker
        .talk(command.message())
        .onPartialResponse(part -> {})
        .onCompleteResponse(done::complete)
        .onError(done::completeExceptionally)
        .start();
    return done.join().aiMessage().text();
  }

  /** Two invocations, one after the other, in whatever trace there is. */
  private String twice(Command command) {
    Helper helper = helper(command, models.chat(command));
    return helper.help(command.message() + " 1") + "|" + helper.help(command.message() + " 2");
  }

  /** An agent whose tool is an agent. */
  private String nested(Command command) {
    Helper inner = helper(command, models.chat(command));
    return AiServices.builder(Helper.class)
        .chatModel(models.chat(command))
        .tools(new Delegate(inner))
        .build()
        .help(command.message());
  }

  /** The tool that is an agent. */
  public static final class Delegate {

    private final Helper inner;

    Delegate(Helper inner) {
      this.inner = inner;
    }

    @dev.langchain4j.agent.tool.Tool("Asks a colleague.")
    public String colleague(String question) {
      return inner.help(question);
    }
  }

  private String sequence(Command command) {
    Writer writer =
        AgenticServices.agentBuilder(Writer.class).chatModel(models.chat(command)).build();
    Editor editor =
        AgenticServices.agentBuilder(Editor.class).chatModel(models.chat(command)).build();
    UntypedAgent novel =
        AgenticServices.sequenceBuilder().subAgents(writer, editor).outputKey("text").build();
    return (String) novel.invoke(Map.of("topic", command.message()));
  }
}
