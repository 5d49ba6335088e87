/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What an app reaches by a library: its client and one question, asked again and again. */
interface Model {
  /** Asks once and returns the text of the answer. */
  String ask();

  /** The model of that library, or the tool of MCP's, at that base URL. */
  static Model of(Library library, String baseUrl) {
    return switch (library) {
      case OPENAI -> Clients.openAi(baseUrl);
      case LANGCHAIN4J -> Clients.langChain4j(baseUrl);
      case ANTHROPIC -> Clients.anthropic(baseUrl);
      case GENAI -> Clients.genAi(baseUrl);
      case BEDROCK -> Clients.bedrock(baseUrl);
      case SPRING_AI -> Clients.springAi(baseUrl);
      case ADK -> AdkRuns.at(baseUrl);
      case MCP -> McpTool.at(baseUrl);
    };
  }

  /** The libraries measured. */
  enum Library {
    OPENAI(Protocol.OPENAI),
    LANGCHAIN4J(Protocol.OPENAI),
    ANTHROPIC(Protocol.ANTHROPIC),
    GENAI(Protocol.GEMINI),
    BEDROCK(Protocol.BEDROCK),
    SPRING_AI(Protocol.OPENAI),
    ADK(Protocol.GEMINI),
    MCP(Protocol.MCP);

    /** Those that the other measurements are of, too. */
    static final Set<Library> FIRST = Collections.unmodifiableSet(EnumSet.of(OPENAI, LANGCHAIN4J));

    private final Protocol protocol;

    Library(Protocol protocol) {
      this.protocol = protocol;
    }

    /** The protocol it speaks. */
    Protocol protocol() {
      return protocol;
    }

    /** How the command line names it. */
    String option() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What its app is started with, by any agent and none: a call of a tool is no run by itself, so
     * the method that makes it is one.
     */
    List<String> jvmArguments() {
      return this == MCP ? List.of("-Daiops.runs.methods=dev.aiops.bench.McpTool[ask]") : List.of();
    }
  }
}
