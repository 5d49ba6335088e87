/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import com.google.adk.agents.LlmAgent;
import com.google.adk.events.Event;
import com.google.adk.models.Gemini;
import com.google.adk.runner.InMemoryRunner;
import com.google.adk.sessions.Session;
import com.google.genai.Client;
import com.google.genai.types.Content;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Part;

/** An agent of google-adk over google-genai; each question is a session and a run of its own. */
final class AdkRuns implements Model {
  private static final String APP = "support";
  private static final String USER = "ada";

  private final InMemoryRunner runner;

  private AdkRuns(InMemoryRunner runner) {
    this.runner = runner;
  }

  /** The agent whose model is at that base URL. */
  static Model at(String baseUrl) {
    Client client =
        Client.builder()
            .apiKey("none")
            .httpOptions(HttpOptions.builder().baseUrl(baseUrl).build())
            .build();
    LlmAgent agent =
        LlmAgent.builder()
            .name("support")
            .description("answers customers")
            .instruction(Answers.instruction())
            .model(new Gemini("gemini-2.5-flash", client))
            .build();
    return new AdkRuns(new InMemoryRunner(agent, APP));
  }

  @Override
  public String ask() {
    Session session = runner.sessionService().createSession(APP, USER).blockingGet();
    Content question = Content.fromParts(Part.fromText(Answers.question()));
    Event answer = runner.runAsync(USER, session.id(), question).blockingLast();
    runner.sessionService().deleteSession(APP, USER, session.id()).blockingAwait();
    return answer.stringifyContent();
  }
}
