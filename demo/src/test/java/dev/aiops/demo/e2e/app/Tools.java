/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e.app;

import dev.langchain4j.agent.tool.Tool;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** What the agents of the end-to-end tests may do. */
public final class Tools {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Command command;

  Tools(Command command) {
    this.command = command;
  }

  @Tool("Looks something up.")
  public String lookup(String id) {
    return "found " + id;
  }

  /** What a test counts: a line stays when the app is killed. */
  @Tool("Pays.")
  public String pay(String id) {
    System.out.println("paid " + id);
    return "paid " + id;
  }

  @Tool("Fails.")
  public String explode(String why) {
    if (!why.isEmpty()) throw new IllegalStateException("exploded: " + why);
    return "calm";
  }

  @Tool("Takes its time.")
  public String slow(int millis) throws InterruptedException {
    Thread.sleep(millis);
    return "slept " + millis;
  }

  @Tool("Asks another service, which asks a model.")
  public String remote(String question) throws Exception {
    Command there =
        Command.of("lc4j.chat", command.tag() + "-remote").message(question).model(command.model());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(command.url() + "/do"))
            .POST(BodyPublishers.ofString(there.json()))
            .build();
    return HTTP.send(request, BodyHandlers.ofString()).body();
  }
}
