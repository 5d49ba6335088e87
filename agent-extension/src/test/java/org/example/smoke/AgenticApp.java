/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.smoke;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.agentic.scope.AgenticScope;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import java.util.Map;

/**
 * Workflows of agents, as users of LangChain4j agentic build them.
 *
 * <p>Arguments: the provider's port, then the names of the cases.
 */
public final class AgenticApp {

  private final String provider;

  private AgenticApp(String provider) {
    this.provider = provider;
  }

  public static void main(String[] args) {
    AgenticApp app = new AgenticApp("http://127.0.0.1:" + args[0]);
    for (int i = 1; i < args.length; i++) {
      app.run(args[i]);
    }
    System.exit(0);
  }

  private void run(String name) {
    String outcome;
    try {
      outcome = String.valueOf(one(name));
    } catch (Throwable e) {
      outcome = "threw " + e;
    }
    System.out.println(name + " -> " + outcome.replace('\n', ' '));
  }

  private Object one(String name) {
    return switch (name) {
      case "sequence" -> sequence(name).invoke(Map.of("topic", "rivers"));
      case "typed" -> typed(name).write("memory-3", "rivers");
      case "parallel" -> parallel(name).invoke(Map.of("topic", "rivers"));
      case "async" -> async(name).invoke(Map.of("topic", "rivers"));
      case "nested" -> nested(name).invoke(Map.of("topic", "rivers"));
      case "failing" -> failing(name).invoke(Map.of("topic", "rivers"));
      case "plainstep" -> plainStep(name).invoke(Map.of("topic", "rivers"));
      case "streamstep" -> streamStep(name).invoke(Map.of("topic", "rivers"));
      case "standalone" -> writer(name, "ok").write("rivers");
      default -> throw new IllegalArgumentException("no case " + name);
    };
  }

  private ChatModel model(String scenario, String model) {
    return OpenAiChatModel.builder()
        .baseUrl(provider + "/" + scenario + "/v1")
        .apiKey("sk-test")
        .modelName(model)
        .maxRetries(0)
        .build();
  }

  private Writer writer(String model, String scenario) {
    return AgenticServices.agentBuilder(Writer.class)
        .chatModel(model(scenario, model))
        .outputKey("story")
        .build();
  }

  private Editor editor(String model, boolean async) {
    return AgenticServices.agentBuilder(Editor.class)
        .chatModel(model("ok", model))
        .async(async)
        .outputKey("edited")
        .build();
  }

  private UntypedAgent sequence(String name) {
    return AgenticServices.sequenceBuilder()
        .name("publish")
        .subAgents(writer(name, "ok"), editor(name, false))
        .outputKey("edited")
        .build();
  }

  private Newsroom typed(String name) {
    return AgenticServices.sequenceBuilder(Newsroom.class)
        .subAgents(writer(name, "ok"), editor(name, false))
        .outputKey("edited")
        .build();
  }

  private UntypedAgent parallel(String name) {
    Critic critic =
        AgenticServices.agentBuilder(Critic.class)
            .chatModel(model("ok", name))
            .outputKey("critique")
            .build();
    return AgenticServices.parallelBuilder()
        .name("both")
        .subAgents(writer(name, "ok"), critic)
        .outputKey("both")
        .output(scope -> scope.readState("story", "") + "/" + scope.readState("critique", ""))
        .build();
  }

  private UntypedAgent async(String name) {
    return AgenticServices.sequenceBuilder()
        .name("publish")
        .subAgents(writer(name, "ok"), editor(name, true))
        .outputKey("edited")
        .build();
  }

  private UntypedAgent nested(String name) {
    UntypedAgent inner =
        AgenticServices.sequenceBuilder()
            .name("draft")
            .subAgents(writer(name, "ok"))
            .outputKey("story")
            .build();
    return AgenticServices.sequenceBuilder()
        .name("outer")
        .subAgents(inner, editor(name, false))
        .outputKey("edited")
        .build();
  }

  private UntypedAgent failing(String name) {
    return AgenticServices.sequenceBuilder()
        .name("publish")
        .subAgents(writer(name, "fail-agentic"), editor(name, false))
        .outputKey("edited")
        .build();
  }

  private UntypedAgent plainStep(String name) {
    return AgenticServices.sequenceBuilder()
        .name("publish")
        .subAgents(writer(name, "ok"), new Shouter())
        .outputKey("shouted")
        .build();
  }

  private UntypedAgent streamStep(String name) {
    Narrator narrator =
        AgenticServices.agentBuilder(Narrator.class)
            .streamingChatModel(
                OpenAiStreamingChatModel.builder()
                    .baseUrl(provider + "/ok-narrator/v1")
                    .apiKey("sk-test")
                    .modelName(name)
                    .build())
            .outputKey("story")
            .build();
    return AgenticServices.sequenceBuilder()
        .name("publish")
        .subAgents(narrator, editor(name, false))
        .outputKey("edited")
        .build();
  }

  /** Writes. */
  public interface Writer {
    @UserMessage("Write about {{topic}}")
    @Agent(name = "writer", description = "writes")
    String write(@V("topic") String topic);
  }

  /** Edits. */
  public interface Editor {
    @UserMessage("Edit {{story}}")
    @Agent(name = "editor", description = "edits")
    String edit(@V("story") String story);
  }

  /** Criticises. */
  public interface Critic {
    @UserMessage("Criticise {{topic}}")
    @Agent(name = "critic", description = "criticises")
    String criticise(@V("topic") String topic);
  }

  /** Writes as it goes. */
  public interface Narrator {
    @UserMessage("Tell about {{topic}}")
    @Agent(name = "narrator", description = "tells")
    TokenStream tell(@V("topic") String topic);
  }

  /** A workflow with a type. */
  public interface Newsroom {
    @Agent(name = "newsroom", description = "publishes")
    String write(@MemoryId String memory, @V("topic") String topic);
  }

  /** A step without a model. */
  public static final class Shouter {
    @Agent(name = "shouter", description = "shouts", outputKey = "shouted")
    public static String shout(@V("story") String story, AgenticScope scope) {
      return story.toUpperCase(java.util.Locale.ROOT);
    }
  }
}
